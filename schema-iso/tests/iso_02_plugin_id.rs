//! ISO-02: what an id is, and that no two ids share a schema.

use proptest::prelude::*;
use schema_iso::id::{PluginId, PluginIdError, SharedSchemaName, SharedSchemaNameError};

/// The grammar, written a second time without the code under test.
fn is_id(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    text.len() <= 56
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.split('-').all(word)
}

/// Texts that are ids, or nearly.
fn nearly_an_id() -> impl Strategy<Value = String> {
    "[a-z0-9-]{0,8}[a-z0-9A-Z_ é-]{0,2}[a-z0-9-]{0,50}"
}

fn id() -> impl Strategy<Value = PluginId> {
    "[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,4}){0,3}".prop_map(|text| PluginId::literal(&text))
}

proptest! {
    #[test]
    fn the_grammar_is_the_oracles(text in nearly_an_id()) {
        prop_assert_eq!(PluginId::new(&text).is_ok(), is_id(&text), "{:?}", text);
    }

    #[test]
    fn any_text_is_judged_without_a_panic(text in any::<String>()) {
        prop_assert_eq!(PluginId::new(&text).is_ok(), is_id(&text), "{:?}", text);
    }

    #[test]
    fn an_id_is_its_text(text in "[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,4}){0,3}") {
        let id: PluginId = text.parse().unwrap();
        prop_assert_eq!(id.as_str(), &text);
        prop_assert_eq!(id.to_string(), text);
    }

    #[test]
    fn a_proposal_is_an_id_with_the_same_letters(text in nearly_an_id()) {
        let Err(error) = PluginId::new(&text) else { return Ok(()) };
        if let Some(nearest) = error.nearest() {
            prop_assert!(is_id(nearest.as_str()));
            let letters = |text: &str| -> String {
                text.chars().filter(char::is_ascii_alphanumeric).collect()
            };
            prop_assert_eq!(letters(nearest.as_str()), letters(&text.to_ascii_lowercase()));
        }
    }

    #[test]
    fn no_two_ids_share_a_schema(left in id(), right in id()) {
        prop_assert_eq!(left == right, left.schema() == right.schema());
        prop_assert_eq!(left.same_as(&right), left == right);
        prop_assert_eq!(left.schema().same_as(&right.schema()), left == right);
    }

    /// Injective because it can be undone: this proves what pairs can only sample.
    #[test]
    fn a_schema_gives_its_id_back(id in id()) {
        let schema = id.schema();
        let back = schema.as_str().strip_prefix("plugin_").unwrap().replace('_', "-");
        prop_assert_eq!(back, id.as_str());
        prop_assert!(schema.as_str().len() <= 63);
    }

    #[test]
    fn ids_and_schemas_order_as_their_texts(left in id(), right in id()) {
        prop_assert_eq!(left.cmp(&right), left.as_str().cmp(right.as_str()));
        let (left, right) = (left.schema(), right.schema());
        prop_assert_eq!(left.cmp(&right), left.as_str().cmp(right.as_str()));
    }

    #[test]
    fn a_shared_schema_is_never_a_plugins(id in id()) {
        let error = SharedSchemaName::new(id.schema().as_str()).unwrap_err();
        prop_assert_eq!(error, SharedSchemaNameError::Plugin);
    }

    #[test]
    fn any_text_is_judged_as_a_shared_schema_without_a_panic(text in any::<String>()) {
        if let Ok(name) = SharedSchemaName::new(&text) {
            prop_assert_eq!(name.as_str(), text);
        }
    }
}

/// Every text of up to five characters over an alphabet with one of each kind.
#[test]
fn all_short_texts_are_judged_as_by_the_oracle() {
    let alphabet = ['a', '0', '-', '_', 'A', 'é'];
    let mut texts = vec![String::new()];
    for _ in 0..5 {
        let longer: Vec<String> = texts
            .iter()
            .flat_map(|text| alphabet.iter().map(move |c| format!("{text}{c}")))
            .collect();
        texts.extend(longer);
    }
    for text in texts {
        assert_eq!(PluginId::new(&text).is_ok(), is_id(&text), "{text:?}");
    }
}

#[test]
fn the_first_fault_is_named_with_its_place() {
    let said = |text: &str| PluginId::new(text).unwrap_err().to_string();
    assert_eq!(said(""), "the plugin id is empty");
    assert_eq!(
        said(&"a".repeat(57)),
        "the plugin id is 57 bytes long, 56 are allowed"
    );
    assert_eq!(
        said("2fa"),
        "the plugin id begins with '2' instead of a lower-case letter"
    );
    assert_eq!(
        said("myFeature"),
        "the plugin id has the upper-case letter 'F' at position 3"
    );
    assert_eq!(
        said("my_feature"),
        "the plugin id has an underscore at position 3"
    );
    assert_eq!(
        said("my--feature"),
        "the plugin id has a second hyphen in a row at position 4"
    );
    assert_eq!(
        said("my-"),
        "the plugin id ends with a hyphen, at position 3"
    );
    assert_eq!(
        said("caf\u{e9}"),
        "the plugin id has the character 'é' at position 4, outside ASCII"
    );
    assert_eq!(
        said("a😀"),
        "the plugin id has the character '😀' at position 2, outside ASCII"
    );
    assert_eq!(
        said("my feature"),
        "the plugin id has the character ' ' at position 3"
    );
    assert_eq!(
        said("a\0"),
        "the plugin id has the character '\\0' at position 2"
    );
}

#[test]
fn the_nearest_form_is_proposed_when_there_is_one() {
    let proposed = |text: &str| PluginId::new(text).unwrap_err().help();
    for (text, id) in [
        ("My_Feature", "my-feature"),
        ("MyFeature", "my-feature"),
        ("HTTPServer", "http-server"),
        ("auth2Factor", "auth2-factor"),
        ("my__feature", "my-feature"),
        ("-my--feature-", "my-feature"),
        (" my/feature ", "my-feature"),
        ("plugin_auth", "plugin-auth"),
    ] {
        assert_eq!(proposed(text), Some(format!("write `{id}`")), "{text:?}");
    }
    for text in ["", "2fa", "--", "café", "_"] {
        assert_eq!(proposed(text), None, "{text:?}");
    }
    // Fifty-six capitals would need fifty-five hyphens.
    assert_eq!(proposed(&"aB".repeat(28)), None);
}

#[test]
fn the_longest_id_fills_a_postgresql_name() {
    let id = PluginId::new(&"a".repeat(56)).unwrap();
    assert_eq!(id.schema().as_str().len(), 63);
}

#[test]
fn an_id_is_small_enough_to_be_copied() {
    assert_eq!(size_of::<PluginId>(), 57);
    assert!(size_of::<PluginIdError>() <= 128);
}

#[test]
fn a_shared_schema_is_a_plain_name_that_nobody_else_has() {
    assert!(SharedSchemaName::new("extensions").is_ok());
    assert!(SharedSchemaName::new("_x9").is_ok());
    assert!(SharedSchemaName::new("plugins").is_ok());
    let wrong = |text: &str| SharedSchemaName::new(text).unwrap_err();
    assert_eq!(wrong(""), SharedSchemaNameError::Empty);
    assert_eq!(wrong("public"), SharedSchemaNameError::Public);
    assert_eq!(wrong("information_schema"), SharedSchemaNameError::System);
    assert_eq!(wrong("pg_catalog"), SharedSchemaNameError::System);
    assert_eq!(wrong("pg_"), SharedSchemaNameError::System);
    assert_eq!(wrong("plugin_"), SharedSchemaNameError::Plugin);
    assert_eq!(
        wrong("9a"),
        SharedSchemaNameError::Character { position: 1 }
    );
    assert_eq!(
        wrong("Ext"),
        SharedSchemaNameError::Character { position: 1 }
    );
    assert_eq!(
        wrong(&"a".repeat(64)),
        SharedSchemaNameError::TooLong { length: 64 }
    );
}

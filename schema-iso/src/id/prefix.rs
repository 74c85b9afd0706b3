//! The prefix of the schemas of plugins, which an application can choose while building.

use super::MAX_IDENTIFIER_BYTES;
use super::inline::InlineText;

/// The prefix of an application that chooses none.
const STANDARD: &str = "plugin_";

/// The longest prefix, in bytes: what is left of a name is enough for an id.
const LONGEST: usize = 16;

/// What the name of every plugin's schema begins with.
///
/// It is `plugin_` unless the environment variable `SCHEMA_ISO_PREFIX` was set when the application
/// was built, to a lower-case word and an underscore, at most 16 bytes long. A word has no underscore,
/// so that no two prefixes share a schema.
pub const SCHEMA_PREFIX: &str = match option_env!("SCHEMA_ISO_PREFIX") {
    None => STANDARD,
    Some(chosen) => accepted(chosen),
};

/// What the names of the logins of plugins begin with, in place of the schemas' prefix.
pub const LOGIN_PREFIX: &str = LOGIN.as_str();

/// What the names of the roles that own what plugins have begin with, in place of the schemas' prefix.
pub const OWNER_PREFIX: &str = OWNER.as_str();

/// The longest id for which the names of schema and roles are not cut.
pub(super) const LONGEST_ID: usize = longest_id(SCHEMA_PREFIX);

const LOGIN: &InlineText<MAX_IDENTIFIER_BYTES> = &of_roles("login_", SCHEMA_PREFIX);
const OWNER: &InlineText<MAX_IDENTIFIER_BYTES> = &of_roles("owner_", SCHEMA_PREFIX);

/// The prefix, if it is one. In a constant, what is wrong is a compile error.
#[expect(clippy::panic, reason = "the panic is the compile error of a constant")]
const fn accepted(chosen: &str) -> &str {
    match why_not(chosen) {
        None => chosen,
        Some(reason) => panic!("{}", reason),
    }
}

/// Why a text is not a prefix.
const fn why_not(text: &str) -> Option<&'static str> {
    let bytes = text.as_bytes();
    if bytes.len() > LONGEST {
        return Some("`SCHEMA_ISO_PREFIX` is longer than 16 bytes");
    }
    let mut at = 0;
    while at < bytes.len() {
        let is_last = at + 1 == bytes.len();
        let legal = match bytes[at] {
            b'a'..=b'z' => !is_last,
            b'0'..=b'9' => at > 0 && !is_last,
            b'_' => at > 0 && is_last,
            _ => false,
        };
        if !legal {
            return Some(
                "`SCHEMA_ISO_PREFIX` is not a lower-case word and an underscore, such as `acme_`",
            );
        }
        at += 1;
    }
    match bytes {
        [] => Some("`SCHEMA_ISO_PREFIX` is empty; remove it for `plugin_`"),
        b"pg_" | b"information_" => {
            Some("`SCHEMA_ISO_PREFIX` is what schemas of PostgreSQL begin with")
        }
        b"login_" | b"owner_" => {
            Some("`SCHEMA_ISO_PREFIX` is what the names of roles of plugins begin with")
        }
        _ => None,
    }
}

/// Where the standard prefix is `owner_`, another one is `owner__acme_`: no id begins with an
/// underscore, so that the roles of two applications of one server are apart.
const fn of_roles(kind: &str, prefix: &str) -> InlineText<MAX_IDENTIFIER_BYTES> {
    let mut name = appended(InlineText::EMPTY, kind);
    if !is_standard(prefix) {
        name.push(b'_');
        name = appended(name, prefix);
    }
    name
}

const fn longest_id(prefix: &str) -> usize {
    let of_role = of_roles("owner_", prefix).len();
    let longer = if of_role > prefix.len() {
        of_role
    } else {
        prefix.len()
    };
    MAX_IDENTIFIER_BYTES - longer
}

const fn is_standard(prefix: &str) -> bool {
    let own = appended(InlineText::<MAX_IDENTIFIER_BYTES>::EMPTY, prefix);
    own.same_as(&appended(InlineText::EMPTY, STANDARD))
}

const fn appended<const N: usize>(mut text: InlineText<N>, more: &str) -> InlineText<N> {
    let bytes = more.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        text.push(bytes[at]);
        at += 1;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_a_word_and_an_underscore() {
        for prefix in ["plugin_", "acme_", "a_", "a2_", "fifteen8letter_"] {
            assert_eq!(why_not(prefix), None, "{prefix}");
        }
        for wrong in [
            "",
            "_",
            "acme",
            "Acme_",
            "2a_",
            "a-b_",
            "a_b_",
            "a__",
            "a b_",
            "é_",
            "a._",
            "pg_",
            "information_",
            "owner_",
            "login_",
            "seventeen_letters_",
            "abcdefghijklmnop_",
        ] {
            assert!(why_not(wrong).is_some(), "{wrong}");
        }
    }

    #[test]
    fn every_name_fits_with_every_prefix() {
        assert_eq!(longest_id(STANDARD), 56);
        for prefix in ["plugin_", "a_", "acme_", "abcdefghijklmno_"] {
            let longest = longest_id(prefix);
            assert!(longest >= 40, "{prefix}");
            for name in [prefix, of_roles("login_", prefix).as_str()] {
                assert!(name.len() + longest <= MAX_IDENTIFIER_BYTES, "{name}");
            }
        }
    }

    /// What stands before the id can be told from the name alone, whatever the prefix.
    #[test]
    fn no_two_prefixes_share_a_name() {
        let prefixes = ["plugin_", "acme_", "a_", "ac_"];
        let kinds = |prefix: &str| {
            let role = |kind| of_roles(kind, prefix).as_str().to_owned();
            [prefix.to_owned(), role("owner_"), role("login_")]
        };
        let ids = ["shop", "acme_shop", "a", "owner", "login_shop", "plugin_a"];
        let all = prefixes.iter().flat_map(|prefix| kinds(prefix));
        let mut names: Vec<String> = all
            .flat_map(|start| ids.map(|id| format!("{start}{id}")))
            .collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}

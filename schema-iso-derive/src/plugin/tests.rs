//! Expansions and errors of `#[plugin]`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::snapshot::{assert_snapshot, errors, fixture, messages};

fn plugin(arguments: TokenStream, item: TokenStream, root: &str) -> TokenStream {
    super::plugin(arguments, item, &fixture(root))
}

#[test]
fn a_plugin_with_everything() {
    let expansion = plugin(
        quote! {
            id = "my-feature",
            previous_ids("old-feature"),
            depends_on(auth::Auth),
            migrations = "migrations",
            shared_schemas("extensions"),
            init
        },
        quote! {
            /// Keeps items.
            pub struct MyFeature;
        },
        "notes",
    );
    assert_snapshot("plugin", expansion);
}

#[test]
fn what_init_says_is_in_the_metadata() {
    let mode = |arguments| {
        let item = quote!(
            pub struct Notes;
        );
        let text = plugin(arguments, item, "notes").to_string();
        let mode = text.split("InitMode :: ").nth(1).unwrap();
        mode.split(')').next().unwrap().trim().to_owned()
    };
    let migrations = quote!(id = "notes", migrations = "migrations");
    assert_eq!(mode(migrations.clone()), "None");
    assert_eq!(mode(quote!(#migrations, init)), "Alone");
    assert_eq!(mode(quote!(#migrations, init(concurrent))), "Concurrent");
    for wrong in [quote!(init = true), quote!(init(twice))] {
        let expansion = plugin(
            quote!(#migrations, #wrong),
            quote!(
                pub struct Notes;
            ),
            "notes",
        );
        let messages = messages(expansion);
        assert!(messages[0].contains("`init`"), "{messages:?}");
    }
}

#[test]
fn migrations_are_embedded_without_public() {
    let expansion = plugin(
        quote!(id = "notes", migrations = "migrations/"),
        quote!(
            pub struct Notes;
        ),
        "notes",
    );
    let text = expansion.to_string();
    assert!(text.contains("CREATE TABLE items (id bigint"));
    assert!(text.contains("DEFAULT 'public.items'"));
    assert!(text.contains("DROP TABLE items;"));
}

#[test]
fn no_path_of_this_machine_is_in_the_expansion() {
    let arguments = quote!(id = "notes", migrations = "migrations");
    let expansion = plugin(
        arguments,
        quote!(
            pub struct Notes;
        ),
        "notes",
    );
    assert!(!expansion.to_string().contains(env!("CARGO_MANIFEST_DIR")));
}

#[test]
fn all_mistakes_are_told_at_once() {
    let expansion = plugin(
        quote! {
            id = "My_Feature",
            nme = 3,
            previous_ids("a", "a"),
            depends_on(Notes),
            shared_schemas("public"),
            init,
            init
        },
        quote!(
            pub struct Notes<T>(T);
        ),
        "notes",
    );
    assert_eq!(
        messages(expansion),
        [
            "`#[plugin]` has no attribute `nme`",
            "`#[plugin]` has the attribute `init` twice",
            "the plugin `Notes` is not a struct without parameters",
            "the plugin id has the upper-case letter 'M' at position 1",
            "the previous id `a` is named twice",
            "the plugin `Notes` depends on itself",
            "the schema `public` cannot be declared shared",
        ]
    );
}

#[test]
fn an_id_is_asked_for() {
    let expansion = plugin(
        TokenStream::new(),
        quote!(
            struct Notes;
        ),
        "notes",
    );
    assert_eq!(
        errors(expansion),
        ["`#[plugin]` lacks the attribute `id`\nhelp: write `#[plugin(id = \"my-feature\")]`"]
    );
}

#[test]
fn a_renamed_diesel_is_a_second_door() {
    let expansion = plugin(
        quote!(id = "notes"),
        quote!(
            struct Notes;
        ),
        "second-door",
    );
    assert_eq!(
        messages(expansion),
        [
            "the plugin crate `notes` depends on `diesel`, under the name `db`, \
             in `[dependencies]` at line 7 of its manifest",
            "the plugin crate `notes` depends on `sqlx` in `[dependencies]` \
             at line 8 of its manifest",
        ]
    );
}

#[test]
fn doors_of_the_workspace_are_found_but_not_those_of_tests() {
    let mut root = fixture("workspace");
    root.directory = root.directory.map(|workspace| workspace.join("notes"));
    let expansion = super::plugin(
        quote!(id = "notes"),
        quote!(
            struct Notes;
        ),
        &root,
    );
    assert_eq!(
        messages(expansion),
        [
            "the plugin crate `notes` depends on `tokio-postgres`, under the name `driver`, \
             in `[dev-dependencies]` at line 10 of its manifest",
            "the plugin crate `notes` reaches `diesel` through another crate: \
             notes → helpers → diesel",
        ]
    );
}

#[test]
fn findings_in_migrations_are_errors_with_their_place() {
    let arguments = quote!(id = "notes", migrations = "migrations");
    let expansion = plugin(
        arguments,
        quote!(
            struct Notes;
        ),
        "broken",
    );
    let messages = messages(expansion);
    let place = "migrations/01_a/up.sql:1:15: `plugin_auth` is not the plugin's schema";
    assert!(
        messages.iter().any(|it| it.starts_with(place)),
        "{messages:?}"
    );
    let name = "migrations/create:1:1: `create` does not begin with a version";
    assert!(
        messages.iter().any(|it| it.starts_with(name)),
        "{messages:?}"
    );
}

#[test]
fn what_cannot_be_read_is_an_error_with_its_place_and_a_dot_hides_it() {
    let directory = std::env::temp_dir().join(format!("schema-iso-derive-{}", std::process::id()));
    let write = |file: &str, contents: &[u8]| {
        let path = directory.join("migrations").join(file);
        std::fs::create_dir_all(directory.join("migrations")).unwrap();
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, contents).unwrap();
    };
    for file in ["Cargo.toml", "Cargo.lock"] {
        let contents = std::fs::read(fixture("notes").directory.unwrap().join(file)).unwrap();
        write(&format!("../{file}"), &contents);
    }
    write("01_a/up.sql", b"CREATE TABLE a ();");
    write("01_a/down.sql", b"DROP TABLE a;");
    write(".cache/blob", &[0xff]);
    write("01_a/diagram.png", &[0xff]);
    let expand = || {
        let mut root = fixture("notes");
        root.directory = Some(directory.clone());
        let item = quote!(
            struct Notes;
        );
        super::plugin(quote!(id = "notes", migrations = "migrations"), item, &root)
    };
    let accepted = expand().to_string();
    assert!(!accepted.contains("compile_error"), "{accepted}");
    write("02_b/up.sql", b"SELECT 1;\n-- \xff");
    write("02_b/down.sql", b"SELECT 1;");
    let messages = messages(expand());
    std::fs::remove_dir_all(&directory).unwrap();
    assert_eq!(
        messages,
        ["migrations/02_b/up.sql:2:4: this cannot be read: it is not UTF-8"]
    );
}

#[test]
fn a_missing_directory_of_migrations_is_named() {
    let arguments = quote!(id = "notes", migrations = "sql");
    let expansion = plugin(
        arguments,
        quote!(
            struct Notes;
        ),
        "notes",
    );
    assert_eq!(
        messages(expansion),
        ["the plugin `notes` has no directory `sql` for its migrations"]
    );
}

#[test]
fn migrations_that_are_not_named_are_noticed() {
    let misspelt = plugin(
        quote!(id = "notes", migrations = "migration"),
        quote!(
            struct Notes;
        ),
        "notes",
    );
    let printed = errors(misspelt);
    assert!(
        printed[0].contains("help: did you mean `migrations`?"),
        "{printed:?}"
    );

    let silent = |directory| {
        let item = quote!(
            struct Notes;
        );
        let expansion = plugin(quote!(id = "notes"), item, directory).to_string();
        !expansion.contains("the migrations in `migrations` are not embedded")
    };
    assert!(!silent("notes"));
    assert!(silent("second-door"), "it has none");
}

#[test]
fn beside_errors_the_rest_of_the_crate_finds_its_plugin() {
    let expansion = plugin(
        quote!(id = "No"),
        quote!(
            pub struct Notes;
        ),
        "notes",
    );
    assert_snapshot("plugin_with_an_error", expansion);
}

#[test]
fn a_door_that_is_open_knowingly_has_another_name() {
    let mut root = fixture("notes");
    root.has_another_diesel = true;
    let expansion = super::plugin(
        quote!(id = "notes"),
        quote!(
            struct Notes;
        ),
        &root,
    );
    assert_eq!(
        messages(expansion),
        ["a dependency has the name `diesel`, which is the curated Diesel's"]
    );
}

#[test]
fn what_blocks_a_table_in_use_is_a_warning_that_the_plugin_can_allow() {
    let expand = |item| {
        let arguments = quote!(id = "notes", migrations = "migrations");
        plugin(arguments, item, "live").to_string()
    };
    let warned = expand(quote!(
        pub struct Notes;
    ));
    assert!(warned.contains("#blocking-index"), "{warned}");
    assert!(!warned.contains("allow (deprecated)"), "{warned}");
    let allowed = expand(quote!(
        #[allow(deprecated)]
        pub struct Notes;
    ));
    assert_eq!(allowed.matches("allow (deprecated)").count(), 2);
}

//! The command as a process.

mod fixture;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Output;

use self::fixture::{Fixture, command, run};

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_page_is_shown_offline_and_an_unknown_code_is_an_error() {
    let page = run(&["schema-iso", "explain", "iso-03"]);
    assert_eq!(code(&page), Some(0));
    assert!(out(&page).starts_with("# ISO-03"), "{}", out(&page));
    let rule = run(&["explain", "foreign-schema"]);
    assert!(out(&rule).contains("Instead: "), "{}", out(&rule));
    let list = run(&["explain"]);
    assert!(out(&list).contains("ISO-17\n"), "{}", out(&list));
    let unknown = run(&["explain", "ISO-99"]);
    assert_eq!(code(&unknown), Some(1));
    assert_eq!(
        err(&unknown),
        "error: there is no rule `ISO-99`; `cargo schema-iso explain` lists all\n"
    );
}

#[test]
fn help_says_the_exit_codes_and_a_wrong_command_line_has_its_own() {
    let help = run(&["schema-iso", "--help"]);
    for words in [
        "Usage: cargo schema-iso",
        "generate",
        "Exit codes:",
        "3  `--check`",
    ] {
        assert!(out(&help).contains(words), "{}", out(&help));
    }
    assert_eq!(code(&run(&["schema-iso", "generat"])), Some(2));
    let wrong = run(&["generate", "--fill", "title"]);
    assert_eq!(code(&wrong), Some(2));
    assert!(
        err(&wrong).contains("write `table.column=SQL`"),
        "{}",
        err(&wrong)
    );
    let both = run(&["generate", "--check", "--allow-data-loss"]);
    assert_eq!(code(&both), Some(2));
}

#[test]
fn shells_get_their_scripts() {
    for shell in ["bash", "zsh", "fish"] {
        let script = run(&["completions", shell]);
        assert_eq!(code(&script), Some(0));
        assert!(out(&script).contains("generate"), "{shell}");
    }
}

#[test]
fn a_plugin_from_its_first_migration_to_its_last() {
    let plugin = Fixture::new("first", "pub title: String,");
    // A file that differs is an exit code and no file.
    let check = plugin.generate(&["--check", "--message-format", "json"]);
    assert_eq!(code(&check), Some(3), "{}", err(&check));
    assert!(
        out(&check).contains(r#""reason":"differs""#),
        "{}",
        out(&check)
    );
    assert_eq!(plugin.migrations(), Vec::<String>::new());

    let written = plugin.generate(&["--name", "create_items"]);
    assert_eq!(code(&written), Some(0), "{}", err(&written));
    assert!(
        !err(&written).contains('\u{1b}'),
        "colours are for terminals"
    );
    let first = plugin.migrations();
    assert_eq!(first.len(), 1, "{first:?}");
    assert!(first[0].ends_with("_create_items"), "{first:?}");
    let up = fs::read_to_string(plugin.directory().join(&first[0]).join("up.sql"));
    assert_eq!(
        up.expect("it is written"),
        "CREATE TABLE items (\n    id bigserial PRIMARY KEY,\n    title text NOT NULL\n);\n"
    );

    for arguments in [&["--check"][..], &[]] {
        let again = plugin.generate(arguments);
        assert_eq!(code(&again), Some(0), "{}", err(&again));
        assert!(out(&again).contains("nothing to do"), "{}", out(&again));
    }
    assert_eq!(plugin.migrations(), first);

    // Nobody is asked where there is no terminal, and nothing is written.
    plugin.declare("pub heading: String,");
    let lost = plugin.generate(&["--message-format", "json"]);
    assert_eq!(code(&lost), Some(4), "{}", err(&lost));
    for words in [
        "the column `items.title`",
        "--rename items.title:items.heading",
    ] {
        assert!(out(&lost).contains(words), "{}", out(&lost));
    }
    assert_eq!(plugin.migrations(), first);
    let renamed = plugin.generate(&["--rename", "items.title:items.heading"]);
    assert_eq!(code(&renamed), Some(0), "{}", err(&renamed));
    assert_eq!(plugin.migrations().len(), 2);
    assert_eq!(code(&plugin.generate(&["--check"])), Some(0));

    // A migration that somebody has made wrong by hand is named.
    let broken = plugin.directory().join(&first[0]).join("up.sql");
    fs::write(
        &broken,
        "CREATE TABLE items (id bigserial PRIMARY KEY, title text NOT NUL);\n",
    )
    .expect("it can be written");
    let wrong = plugin.generate(&["--check"]);
    assert_eq!(code(&wrong), Some(1));
    assert!(err(&wrong).contains("up.sql"), "{}", err(&wrong));
}

#[test]
fn what_is_no_plugin_or_does_not_compile_is_one_error() {
    let plugin = Fixture::new("wrong", "pub title: Strin,");
    let wrong = plugin.generate(&[]);
    assert_eq!(code(&wrong), Some(1));
    assert!(
        err(&wrong).contains("cannot find type `Strin`"),
        "{}",
        err(&wrong)
    );
    assert!(
        err(&wrong).ends_with("error: the plugins do not compile; the errors are above\n"),
        "{}",
        err(&wrong)
    );

    plugin.write("src/lib.rs", "//! No plugin.\n");
    let none = plugin.generate(&["-p", "notes"]);
    assert_eq!(code(&none), Some(1));
    assert_eq!(
        err(&none).lines().last(),
        Some("error: the package `notes` is not a plugin: it has no `#[plugin]` at its root")
    );
    let unknown = plugin.generate(&["-p", "nots"]);
    assert_eq!(
        err(&unknown).lines().last(),
        Some("error: the workspace has no package `nots`; its plugins are `notes`")
    );
}

#[test]
fn without_the_programs_of_a_server_the_error_names_their_package() {
    let plugin = Fixture::new("no-server", "pub title: String,");
    let empty = plugin.root().join("empty");
    fs::create_dir(&empty).expect("it can be made");
    fs::set_permissions(&empty, fs::Permissions::from_mode(0o755)).expect("it is ours");
    let mut command = command();
    plugin.arguments(&mut command, &[]);
    let output = command
        .env("PG_BIN_DIR", &empty)
        .output()
        .expect("it starts");
    assert_eq!(code(&output), Some(1));
    assert!(
        err(&output).contains("the package `postgresql`"),
        "{}",
        err(&output)
    );
    assert_eq!(plugin.migrations(), Vec::<String>::new());
}

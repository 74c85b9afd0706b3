//! A whole directory of migrations, and what the layout refuses.

use std::fs;
use std::path::Path;

use schema_iso::migration::layout::read_directory;
use schema_iso::migration::{CheckedSet, DirectoryEntry, SetContext, Severity, check_directory};

fn check(entries: &[DirectoryEntry]) -> CheckedSet {
    check_directory("migrations", entries, &SetContext::new("plugin_my_feature"))
}

fn pair(name: &str) -> DirectoryEntry {
    DirectoryEntry::directory(name, [("up.sql", "SELECT 1;"), ("down.sql", "SELECT 2;")])
}

#[track_caller]
fn reports(entries: &[DirectoryEntry], expected: &[(&str, &str, Severity)]) {
    let checked = check(entries);
    let found: Vec<_> = checked
        .report
        .findings
        .iter()
        .map(|finding| (finding.code, finding.file.as_str(), finding.severity))
        .collect();
    assert_eq!(found, expected, "{}", checked.report);
}

/// The corpus: migrations as people write them, `public.` and all.
fn corpus() -> Vec<DirectoryEntry> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/migration_corpus");
    let mut entries = Vec::new();
    for entry in fs::read_dir(root).expect("the corpus is readable") {
        let entry = entry.expect("the corpus is readable");
        let name = entry
            .file_name()
            .into_string()
            .expect("the corpus is readable");
        if entry.file_type().expect("the corpus is readable").is_file() {
            entries.push(DirectoryEntry::file(name));
            continue;
        }
        let files = fs::read_dir(entry.path())
            .expect("the corpus is readable")
            .map(|file| {
                let file = file.expect("the corpus is readable");
                (
                    file.file_name()
                        .into_string()
                        .expect("the corpus is readable"),
                    fs::read_to_string(file.path()).expect("the corpus is readable"),
                )
            });
        entries.push(DirectoryEntry::directory(name, files));
    }
    entries
}

#[test]
fn the_corpus_is_accepted_and_stripped() {
    let checked = check(&corpus());
    let codes: Vec<_> = checked
        .report
        .findings
        .iter()
        .map(|finding| finding.code)
        .collect();
    assert!(codes.is_empty(), "{}", checked.report);
    assert_eq!(checked.migrations.len(), 16);
    let removed: usize = checked
        .migrations
        .iter()
        .map(|migration| migration.up_removals.len())
        .sum();
    assert_eq!(removed, 45);
    for migration in &checked.migrations {
        assert!(!migration.up.starts_with('\u{feff}'));
        let again = schema_iso::migration::strip_public(&migration.up);
        assert!(again.removals.is_empty(), "{}", migration.migration.name);
        assert_eq!(
            migration.up.matches("public.").count(),
            migration.migration.up.sql.matches("public.").count() - migration.up_removals.len()
        );
    }
    let last = &checked.migrations[14];
    assert_eq!(
        last.up,
        "CREATE TABLE notes (\r\n    id serial PRIMARY KEY, -- public.notes\r\n    body text /* public.body */\r\n);\r\n\
         INSERT INTO notes (body)\r\nVALUES ('a\r\npublic.b');\r\n"
    );
}

#[test]
fn names_carry_a_version() {
    for name in [
        "2025-01-31-120000_create_items",
        "00000000000000_diesel_initial_setup",
        "1_a",
        "20250131_",
        &format!("{}_a", "1".repeat(50)),
    ] {
        reports(&[pair(name)], &[]);
    }
    for name in [
        "create_items",
        "20250131",
        "2025.01.31_a",
        "v1_a",
        "-1_a",
        "_a",
        "１_a",
        &format!("{}_a", "1".repeat(51)),
    ] {
        reports(
            &[pair(name)],
            &[(
                "migration-name",
                &format!("migrations/{name}"),
                Severity::Error,
            )],
        );
    }
    let (set, findings) = read_directory("", &[pair("2025-01-31-120000_create_items")]);
    assert!(findings.is_empty());
    assert_eq!(set.migrations[0].version, "20250131120000");
    assert_eq!(
        set.migrations[0].up.path,
        "2025-01-31-120000_create_items/up.sql"
    );
}

#[test]
fn versions_are_unique_and_ordered() {
    reports(
        &[
            pair("2025-01-31_a"),
            pair("20250131_b"),
            pair("202501-31_c"),
        ],
        &[
            (
                "duplicate-version",
                "migrations/202501-31_c",
                Severity::Error,
            ),
            (
                "duplicate-version",
                "migrations/20250131_b",
                Severity::Error,
            ),
        ],
    );
    reports(
        &[pair("2_a"), pair("10_b")],
        &[("version-order", "migrations/2_a", Severity::Error)],
    );
    reports(&[pair("02_a"), pair("10_b"), pair("09_c")], &[]);
    let dates = [
        pair("20250131_a"),
        pair("2025-01-31-120000_b"),
        pair("2025-02-01-120000-0000_c"),
        pair("2025-03-01-120000_d"),
    ];
    reports(&dates, &[]);
    reports(
        &[pair("9_a"), pair("20250131_b")],
        &[("version-order", "migrations/9_a", Severity::Error)],
    );
    let (set, _) = read_directory("migrations", &[pair("3_c"), pair("1_a"), pair("2_b")]);
    let names: Vec<_> = set
        .migrations
        .iter()
        .map(|migration| migration.name.as_str())
        .collect();
    assert_eq!(names, ["1_a", "2_b", "3_c"]);
}

#[test]
fn up_and_down_hold_statements() {
    let only = |files: &[(&str, &str)]| [DirectoryEntry::directory("1_a", files.iter().copied())];
    reports(
        &only(&[("down.sql", "SELECT 1")]),
        &[("empty", "migrations/1_a", Severity::Error)],
    );
    for empty in ["", " \r\n", "-- to do", "/* */;;", "\u{feff}"] {
        reports(
            &only(&[("up.sql", empty), ("down.sql", "SELECT 1")]),
            &[("empty", "migrations/1_a/up.sql", Severity::Error)],
        );
    }
    reports(
        &only(&[("up.sql", "SELECT 1")]),
        &[("missing-down", "migrations/1_a", Severity::Error)],
    );
    for empty in ["", "-- to do", "-- irreversible:", "-- irreversible"] {
        reports(
            &only(&[("up.sql", "SELECT 1"), ("down.sql", empty)]),
            &[("missing-down", "migrations/1_a/down.sql", Severity::Error)],
        );
    }
    let irreversible = only(&[
        ("up.sql", "SELECT 1"),
        ("down.sql", "\u{feff}--irreversible: the data is gone\r\n"),
    ]);
    reports(&irreversible, &[]);
    let checked = check(&irreversible);
    assert_eq!(checked.migrations[0].down, None);
    assert_eq!(
        checked.migrations[0].migration.irreversible.as_deref(),
        Some("the data is gone")
    );
}

#[test]
fn both_files_are_checked() {
    let entries = [DirectoryEntry::directory(
        "1_a",
        [("up.sql", "TABLE other.t"), ("down.sql", "DROP SCHEMA x")],
    )];
    reports(
        &entries,
        &[
            ("foreign-schema", "migrations/1_a/up.sql", Severity::Error),
            (
                "schema-statement",
                "migrations/1_a/down.sql",
                Severity::Error,
            ),
        ],
    );
}

#[test]
fn metadata_is_diesels() {
    let with = |metadata: &str| {
        [DirectoryEntry::directory(
            "1_a",
            [
                ("up.sql", "CREATE INDEX CONCURRENTLY i ON t (a)"),
                ("down.sql", "DROP INDEX CONCURRENTLY i"),
                ("metadata.toml", metadata),
            ],
        )]
    };
    reports(&with("run_in_transaction = false"), &[]);
    assert!(
        !check(&with("run_in_transaction = false")).migrations[0]
            .migration
            .run_in_transaction
    );
    for wrong in [
        "",
        "run_in_transactions = false",
        "run_in_transaction = 'no'",
        "run_in_transaction = ",
        "[a",
    ] {
        let checked = check(&with(wrong));
        assert_eq!(checked.report.findings[0].code, "metadata", "{wrong}");
        assert_eq!(
            checked.report.findings[0].file,
            "migrations/1_a/metadata.toml"
        );
    }
    let finding = &check(&with("# a\nrun_in_transaction = false\nextra = 1"))
        .report
        .findings[0];
    assert_eq!((finding.line, finding.column), (3, 1));
}

#[test]
fn strange_files_are_pointed_at() {
    reports(
        &[
            DirectoryEntry::file("README.md"),
            DirectoryEntry::file(".gitkeep"),
            DirectoryEntry::file("2_b.sql"),
            DirectoryEntry::directory(".git", [("x", "y")]),
            DirectoryEntry::directory(
                "1_a",
                [
                    ("up.sql", "SELECT 1"),
                    ("down.sql", "SELECT 1"),
                    ("up.sql.bak", ""),
                    (".x", ""),
                ],
            ),
        ],
        &[
            (
                "unknown-file",
                "migrations/1_a/up.sql.bak",
                Severity::Warning,
            ),
            ("unknown-file", "migrations/2_b.sql", Severity::Warning),
        ],
    );
}

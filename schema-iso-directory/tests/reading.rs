//! What is read, what is passed over, and what is an error with its place.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use schema_iso::migration::{DirectoryEntry, SetContext, check_directory};
use schema_iso_directory::read;

/// A directory of migrations that goes when it is dropped.
struct Directory(PathBuf);

impl Directory {
    /// With one migration that is right.
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("schema-iso-reading-{}-{number}", std::process::id());
        let directory = Self(std::env::temp_dir().join(name));
        directory.write("01_a/up.sql", b"CREATE TABLE a ();");
        directory.write("01_a/down.sql", b"DROP TABLE a;");
        directory
    }

    fn write(&self, file: &str, contents: &[u8]) {
        let path = self.0.join(file);
        let parent = path.parent().expect("a file has a directory");
        fs::create_dir_all(parent).expect("the directory is writable");
        fs::write(path, contents).expect("the directory is writable");
    }

    #[cfg(unix)]
    fn link(&self, target: &str, link: &str) {
        std::os::unix::fs::symlink(target, self.0.join(link)).expect("the directory is writable");
    }

    fn path(&self) -> &Path {
        &self.0
    }

    /// What is wrong, without helps and notes.
    fn problems(&self) -> Vec<String> {
        let Err(report) = read(self.path(), "migrations/") else {
            return Vec::new();
        };
        assert!(!report.is_accepted());
        let problem = |finding: &schema_iso::migration::Finding| {
            assert_eq!(finding.code, "unreadable-file");
            let finding = finding.to_string();
            let first = finding.lines().next();
            first.expect("a finding has a message").to_owned()
        };
        report.errors().map(problem).collect()
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_begins_with_a_dot_is_passed_over_whatever_it_holds() {
    let directory = Directory::new();
    directory.write(".cache/blob", &[0xff, 0xfe]);
    directory.write(".hidden", &[0xff]);
    directory.write("01_a/.up.sql.swp", &[0xff]);
    let one = [
        ("down.sql", "DROP TABLE a;"),
        ("up.sql", "CREATE TABLE a ();"),
    ];
    let entries = read(directory.path(), "migrations").unwrap();
    assert_eq!(entries, [DirectoryEntry::directory("01_a", one)]);
}

#[test]
fn a_file_that_nobody_runs_is_named_and_not_read() {
    let directory = Directory::new();
    directory.write("01_a/diagram.png", &[0xff, 0xfe]);
    directory.write("README.md", &[0xff]);
    let entries = read(directory.path(), "migrations").unwrap();
    let names: Vec<&str> = entries.iter().map(DirectoryEntry::name).collect();
    assert_eq!(names, ["01_a", "README.md"]);
    let context = SetContext::new("plugin_notes");
    let checked = check_directory("migrations", &entries, &context);
    let report = checked.report.to_string();
    assert!(checked.is_accepted(), "{report}");
    assert!(
        report.contains("migrations/01_a/diagram.png:1:1: warning"),
        "{report}"
    );
}

#[test]
fn a_text_that_is_not_utf_8_is_an_error_at_its_line() {
    let directory = Directory::new();
    directory.write("01_a/up.sql", b"CREATE TABLE a ();\n-- caf\xe9\n");
    directory.write("02_b/up.sql", b"\xff");
    let problems = directory.problems();
    let expected = "this cannot be read: it is not UTF-8";
    assert_eq!(
        problems,
        [
            format!("migrations/01_a/up.sql:2:7: {expected}"),
            format!("migrations/02_b/up.sql:1:1: {expected}"),
        ]
    );
}

#[test]
fn a_directory_that_is_not_there_is_an_error() {
    let directory = Directory::new();
    let nowhere = directory.path().join("nowhere");
    let report = read(&nowhere, "sql").unwrap_err().to_string();
    assert!(
        report.starts_with("sql:1:1: this cannot be read: "),
        "{report}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_an_error_and_not_skipped() {
    let directory = Directory::new();
    directory.link("nowhere", "02_b");
    directory.write("03_c/down.sql", b"SELECT 1");
    directory.link("../nowhere.sql", "03_c/up.sql");
    let expected = |file: &str, target: &str| {
        format!(
            "{file}:1:1: this cannot be read: this is a link to `{target}`, which does not exist"
        )
    };
    assert_eq!(
        directory.problems(),
        [
            expected("migrations/02_b", "nowhere"),
            expected("migrations/03_c/up.sql", "../nowhere.sql"),
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_must_lead_to_what_diesel_expects() {
    let directory = Directory::new();
    directory.link("01_a", "02_b");
    directory.write("notes.txt", b"");
    assert_eq!(read(directory.path(), "migrations").unwrap().len(), 3);
    // Diesel takes the link for a migration, and does not find it to be a directory.
    directory.link("notes.txt", "03_c");
    let problems = directory.problems();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(
        problems[0]
            .starts_with("migrations/03_c:1:1: this cannot be read: this is a link to `notes.txt`"),
        "{problems:?}"
    );
}

#[test]
fn a_directory_where_a_file_is_expected_is_an_error() {
    let directory = Directory::new();
    directory.write("02_b/up.sql/part.sql", b"SELECT 1");
    let problems = directory.problems();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(
        problems[0].starts_with("migrations/02_b/up.sql:1:1: "),
        "{problems:?}"
    );
}

//! Pairs of declarations: the migrations between them are compared with a text and proven on
//! PostgreSQL, up, down and up again.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p cargo-schema-iso --test pairs` writes the texts again; read
//! the difference.

#![expect(
    clippy::panic,
    reason = "a pair that cannot be read is a failure of the test"
)]

mod declared;
mod rows;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use cargo_schema_iso::generate::{GenerateError, Request, Workbench, propose};

use self::declared::declared;

/// The text of a pair: lines of options, the old declarations, `---`, the new ones.
struct Pair {
    name: String,
    request: Request,
    old: String,
    new: String,
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs")
}

/// All pairs of a file: each begins with `# name`.
fn pairs(file: &str) -> Vec<Pair> {
    let text = fs::read_to_string(directory().join(file)).expect("the pairs can be read");
    let mut pairs = Vec::new();
    for text in text.split("\n# ").map(|text| text.trim_start_matches("# ")) {
        let (name, text) = text.split_once('\n').expect("a pair has lines");
        let mut request = Request {
            name: Some("next".to_owned()),
            ..Request::default()
        };
        let mut lines = text.lines().peekable();
        while let Some(option) = lines.next_if(|line| line.starts_with("--") && *line != "---") {
            match option.split_once(' ') {
                None => request.allow_data_loss = true,
                Some(("--rename", it)) => request.renames.push(it.to_owned()),
                Some(("--keep", it)) => drop(request.kept.insert(it.to_owned())),
                Some(("--fill", it)) => {
                    let (column, value) = it.split_once('=').expect("a value is given");
                    request.fills.insert(column.to_owned(), value.to_owned());
                }
                Some(other) => panic!("there is no option {other:?}"),
            }
        }
        let rest: Vec<&str> = lines.collect();
        let middle = rest
            .iter()
            .position(|line| *line == "---")
            .expect("a pair has two sides");
        pairs.push(Pair {
            name: name.to_owned(),
            request,
            old: rest[..middle].join("\n"),
            new: rest[middle + 1..].join("\n"),
        });
    }
    pairs
}

fn workbench() -> &'static Workbench {
    static WORKBENCH: OnceLock<Workbench> = OnceLock::new();
    WORKBENCH.get_or_init(|| Workbench::start().expect("the server programs are installed"))
}

/// What is generated, or why nothing is.
fn generated(pair: &Pair, migrations: &Path) -> Result<String, GenerateError> {
    let proposal = propose(workbench(), &declared(&pair.new), migrations, &pair.request)?;
    let mut text = String::new();
    for migration in proposal.migrations() {
        let (_, name) = migration.name.split_once('_').expect("there is a version");
        let outside = if migration.run_in_transaction {
            ""
        } else {
            " (outside of a transaction)"
        };
        text += &format!("==> {name}/up.sql{outside}\n{}", migration.up);
        text += &format!("==> {name}/down.sql\n{}\n", migration.down);
    }
    drop(proposal.write().expect("the migrations can be written"));
    let again = propose(
        workbench(),
        &declared(&pair.new),
        migrations,
        &Request {
            kept: pair.request.kept.clone(),
            ..Request::default()
        },
    )?;
    assert_eq!(
        again.migrations(),
        [],
        "{}: a second run has nothing to do",
        pair.name
    );
    Ok(if text.is_empty() {
        "nothing to do\n".to_owned()
    } else {
        text
    })
}

fn check(file: &str) {
    let home = std::env::temp_dir().join(format!("schema-iso-pairs-{}-{file}", std::process::id()));
    let mut found = String::new();
    for pair in pairs(&format!("{file}.pairs")) {
        let migrations = home.join(pair.name.replace(' ', "-")).join("migrations");
        fs::create_dir_all(migrations.parent().expect("it has a parent"))
            .expect("a directory can be made");
        let first = Request {
            name: Some("first".to_owned()),
            ..Request::default()
        };
        let first = propose(workbench(), &declared(&pair.old), &migrations, &first)
            .unwrap_or_else(|error| panic!("{}: {error}: {:?}", pair.name, error));
        drop(first.write().expect("the first migration can be written"));
        let before = names(&migrations);
        let text = generated(&pair, &migrations).unwrap_or_else(|error| {
            assert_eq!(
                names(&migrations),
                before,
                "{}: nothing is written",
                pair.name
            );
            let mut text = format!("error: {error}\n");
            let mut cause = std::error::Error::source(&error);
            while let Some(error) = cause {
                text += &format!("cause: {error}\n");
                cause = error.source();
            }
            text
        });
        let home = migrations.parent().expect("it has a parent");
        assert!(
            names(home).iter().all(|name| name == "migrations"),
            "{}: nothing is left beside the migrations",
            pair.name
        );
        found += &format!("# {}\n{text}\n", pair.name);
    }
    fs::remove_dir_all(&home).expect("the directory can be removed");
    let path = directory().join(format!("{file}.expected"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, found).expect("the texts can be written");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "{} differs; the text is now:\n{found}",
        path.display()
    );
}

fn names(directory: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(directory).into_iter().flatten();
    entries
        .map(|entry| {
            entry
                .expect("an entry can be read")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect()
}

#[test]
fn tables() {
    check("tables");
}

#[test]
fn columns() {
    check("columns");
}

#[test]
fn keys() {
    check("keys");
}

#[test]
fn enums() {
    check("enums");
}

#[test]
fn there_are_sixty_pairs_and_no_two_of_one_name() {
    let files = ["tables", "columns", "keys", "enums"];
    let all: Vec<Pair> = files
        .iter()
        .flat_map(|file| pairs(&format!("{file}.pairs")))
        .collect();
    let names: BTreeSet<&str> = all.iter().map(|pair| pair.name.as_str()).collect();
    assert_eq!(names.len(), all.len());
    assert!(all.len() >= 60, "{}", all.len());
}

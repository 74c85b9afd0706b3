//! Every error that names a rule names the page of that rule, in one form.
//!
//! The texts of `#[diagnostic::on_unimplemented]` are literals, so they cannot ask `Rule::page`.

use std::fs;
use std::path::{Path, PathBuf};

use schema_iso::rule::{ALL, Diagnostic};

/// What a note on a rule begins with.
const BEGINNING: &str = "rule ISO-";

/// The crates whose sources have texts for an author.
fn sources() -> Vec<PathBuf> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR"));
    let repository = docs.parent().expect("the docs are in a repository");
    let crates = fs::read_dir(repository).expect("the repository can be read");
    let mut files = Vec::new();
    for directory in crates {
        let directory = directory.expect("the entry can be read").path();
        let name = directory.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("schema-iso") {
            add(&directory.join("src"), &mut files);
        }
    }
    files
}

fn add(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("the directory can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            add(&path, files);
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
}

/// The notes of a text that are not of the one form, each to the end of its line.
fn wrong_notes(text: &str) -> Vec<&str> {
    let notes = text
        .match_indices(BEGINNING)
        .map(|(at, _)| text[at..].lines().next().unwrap_or_default());
    notes
        .filter(|note| {
            let right =
                |(id, page): (&str, &str)| note.starts_with(&format!("rule {id}, see {page}"));
            !ALL.iter().map(|rule| (rule.id(), rule.page())).any(right)
        })
        .collect()
}

#[test]
fn every_note_names_the_page_of_its_rule() {
    let mut wrong = Vec::new();
    let mut found = 0;
    for path in sources() {
        let text = fs::read_to_string(&path).expect("the source can be read");
        found += text.matches(BEGINNING).count();
        let notes = wrong_notes(&text).into_iter();
        wrong.extend(notes.map(|note| format!("{}: {note}", path.display())));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(found > 10, "the sources were found");
}

#[test]
fn the_form_is_that_of_a_diagnostic() {
    for rule in ALL {
        let text = Diagnostic::new(rule, "wrong").to_string();
        let note = format!("wrong\nnote: rule {}, see {}", rule.id(), rule.page());
        assert_eq!(text, note);
    }
}

#[test]
fn a_note_with_another_page_or_none_is_found() {
    let of = |id, page: &str| format!("{}{id}, see {page}\n", BEGINNING);
    let [third, fourth] = [ALL[2].page(), ALL[3].page()];
    let text = of("03", third) + &of("03", fourth) + &of("03", "docs/rules") + BEGINNING;
    assert_eq!(wrong_notes(&text).len(), 3);
}

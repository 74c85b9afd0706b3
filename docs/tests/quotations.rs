//! The errors that the pages of the rules quote are errors that exist.
//!
//! What a page quotes in a block of the language `text` is looked for in sources, tests and blessed
//! texts, without names, numbers and code, which stand for others. The page of ISO-06 is
//! generated.

use std::fs;
use std::path::{Path, PathBuf};

/// Words of rustc and PostgreSQL that no case of this repository shows.
const OF_OTHERS: [&str; 2] = [
    "found for mutable reference",
    "permission denied for schema",
];

fn repository() -> PathBuf {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR"));
    docs.parent()
        .expect("the docs are in a repository")
        .to_owned()
}

/// Adds all files of an extension below a directory.
fn add(directory: &Path, extension: &str, found: &mut String) {
    for entry in fs::read_dir(directory).expect("the directory can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            add(&path, extension, found);
        } else if path.extension().is_some_and(|it| it == extension) {
            *found += &fs::read_to_string(&path).expect("the file is text");
        }
    }
}

/// A source in which literals that go over several lines are in one line.
fn with_whole_literals(text: &str) -> String {
    let mut joined = String::new();
    let mut continues = false;
    for line in text.lines() {
        let line = if continues { line.trim_start() } else { line };
        let literal = line.strip_suffix('\\');
        joined += literal.unwrap_or(line);
        continues = literal.is_some();
        if !continues {
            joined.push('\n');
        }
    }
    joined
}

/// The sources, tests and blessed texts.
fn known_texts() -> String {
    let root = repository();
    let mut sources = String::new();
    for entry in fs::read_dir(&root).expect("the repository can be read") {
        let path = entry.expect("the entry can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("schema-iso") {
            add(&path, "rs", &mut sources);
        }
    }
    add(&root.join("tests/tests"), "rs", &mut sources);
    add(&root.join("ui-tests/cases"), "stderr", &mut sources);
    with_whole_literals(&sources)
}

/// The blocks of the language `text`.
fn quoted(page: &str) -> impl Iterator<Item = &str> {
    let blocks = page.split("\n```text\n").skip(1);
    blocks.filter_map(|rest| rest.split("\n```").next())
}

/// The words of a line between names, numbers, code and punctuation, three at least.
fn phrases(line: &str) -> Vec<String> {
    let prose = line.split('`').step_by(2);
    let parts = prose.flat_map(|part| part.split([',', ';', ':', '(', ')']));
    let stands_for_others =
        |word: &&str| word.contains(|c: char| c.is_ascii_digit() || "_…→[]<>=".contains(c));
    parts
        .flat_map(|part| {
            let words: Vec<&str> = part.split_whitespace().collect();
            let runs = words.split(stands_for_others);
            runs.map(|run| run.to_vec()).collect::<Vec<_>>()
        })
        .filter(|words| words.len() > 2)
        .map(|words| words.join(" "))
        .collect()
}

#[test]
fn what_the_page_of_a_rule_quotes_exists() {
    let known = known_texts();
    let mut wrong = Vec::new();
    let mut phrases_found = 0;
    for entry in fs::read_dir(repository().join("docs/rules")).expect("the pages can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.ends_with("ISO-06.md") {
            continue;
        }
        let page = fs::read_to_string(&path).expect("the page can be read");
        for phrase in quoted(&page).flat_map(str::lines).flat_map(phrases) {
            phrases_found += 1;
            if !known.contains(&phrase) && !OF_OTHERS.contains(&phrase.as_str()) {
                wrong.push(format!("{}: {phrase}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(phrases_found > 40, "the pages quote something");
}

#[test]
fn phrases_are_the_words_between_names_numbers_and_code() {
    let line = "the plugin `a` is at fault, after 12 s; a_b knows not why `x y`";
    assert_eq!(phrases(line), ["is at fault", "knows not why"]);
}

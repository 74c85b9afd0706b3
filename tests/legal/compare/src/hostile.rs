//! Which hostile cases attack which form, by `../hostile.txt`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The hostile cases of a form, by its name.
pub type Cases = BTreeMap<String, BTreeSet<String>>;

/// The phrases of each form, in the order of the file.
///
/// # Panics
///
/// If a line is neither a comment nor `form: phrase, phrase`.
#[must_use]
pub fn phrases() -> Vec<(String, Vec<String>)> {
    include_str!("../../hostile.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (form, phrases) = line
                .split_once(": ")
                .expect("a line of hostile.txt is `form: phrase, phrase`");
            let phrases = phrases.split(", ").map(str::to_owned).collect();
            (form.to_owned(), phrases)
        })
        .collect()
}

/// Whether a phrase finds a case; `^` is the beginning of its name.
#[must_use]
pub fn finds(phrase: &str, case: &str) -> bool {
    match phrase.strip_prefix('^') {
        Some(beginning) => case.starts_with(beginning),
        None => case.contains(phrase),
    }
}

/// The names of all hostile cases.
///
/// # Panics
///
/// If their directory cannot be read.
#[must_use]
pub fn files() -> BTreeSet<String> {
    let directory =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui-tests/cases/ISO-03/fail");
    directory
        .read_dir()
        .expect("the hostile cases are beside the tests")
        .map(|entry| entry.expect("an entry of the directory").file_name())
        .filter_map(|name| name.into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|it| it == "rs"))
        .collect()
}

/// The cases of each form.
#[must_use]
pub fn by_form() -> Cases {
    let files = files();
    let mut cases = Cases::new();
    for (form, phrases) in phrases() {
        let found = files
            .iter()
            .filter(|file| phrases.iter().any(|phrase| finds(phrase, file)));
        cases.entry(form).or_default().extend(found.cloned());
    }
    cases
}

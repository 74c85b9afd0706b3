//! The page of all forms says what the programs and the hostile cases say.

use std::collections::BTreeSet;
use std::path::Path;

use schema_iso_legal_compare::{forms, hostile, page};

#[test]
fn every_hostile_case_attacks_a_form() {
    let phrases = hostile::phrases();
    let files = hostile::files();
    let forms: BTreeSet<_> = forms::all().into_iter().map(|form| form.name).collect();
    for (form, phrases) in &phrases {
        assert!(forms.contains(form), "`{form}` is not in forms.txt");
        for phrase in phrases {
            let found = files.iter().any(|file| hostile::finds(phrase, file));
            assert!(found, "`{phrase}` of `{form}` finds no hostile case");
        }
    }
    let missed: Vec<_> = files
        .iter()
        .filter(|file| {
            let mut all = phrases.iter().flat_map(|(_, phrases)| phrases);
            !all.any(|phrase| hostile::finds(phrase, file))
        })
        .collect();
    assert!(
        missed.is_empty(),
        "no phrase of hostile.txt finds {missed:#?}"
    );
}

#[test]
fn the_page_is_not_stale() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/coverage.md");
    let page = page::write();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).expect("the page can be written");
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == page,
        "docs/coverage.md is stale: run `UPDATE_DOCS=1 cargo test -p schema-iso-legal-compare`"
    );
}

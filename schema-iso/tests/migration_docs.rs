//! `docs/rules/ISO-06.md` says what the code says.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use schema_iso::migration::{RulePage, describe, rule_pages};

const MARK: &str = "<!-- rules -->\n";

fn generated() -> String {
    let mut text = String::from("\n| code | problem |\n| --- | --- |\n");
    for RulePage { code, problem, .. } in rule_pages() {
        writeln!(
            text,
            "| [`{code}`](#{code}) | {} |",
            problem.replace('|', "\\|")
        )
        .expect("a text takes every line");
    }
    for page in rule_pages() {
        writeln!(
            text,
            "\n### {}\n\n{}\n\n{}",
            page.code, page.problem, page.solution
        )
        .expect("a text takes every line");
        let (reported, accepted) = (shortened(page.reported), shortened(page.accepted));
        let language = if reported.starts_with("migrations/") {
            "text"
        } else {
            "sql"
        };
        writeln!(text, "\nReported:\n\n```{language}\n{reported}\n```")
            .expect("a text takes every line");
        writeln!(text, "\nAccepted:\n\n```{language}\n{accepted}\n```")
            .expect("a text takes every line");
    }
    text
}

/// Some examples are long because they are about length.
fn shortened(sql: &str) -> String {
    if sql.len() < 200 {
        sql.to_owned()
    } else {
        format!("{} …", &sql[..60])
    }
}

#[test]
fn the_page_is_the_codes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rules/ISO-06.md");
    let page = fs::read_to_string(&path).unwrap();
    let (written, found) = page.split_once(MARK).expect("the page has a mark");
    let expected = generated();
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, format!("{written}{MARK}{expected}")).unwrap();
        return;
    }
    assert!(
        found == expected,
        "the page is out of date; run UPDATE_DOCS=1 cargo test -p schema-iso --test migration_docs"
    );
}

#[test]
fn rules_are_found_by_code() {
    for page in rule_pages() {
        assert_eq!(describe(page.code), Some(page));
    }
    assert_eq!(describe("no-such-rule"), None);
}

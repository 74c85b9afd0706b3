//! The surface of the curated Diesel, compared with the lists and the page.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use super::judgement::{Fate, Judgement};
use super::lists::Lists;
use super::resolve::{CURATED, Crates, DIESEL};
use super::source::{Definition, Import, Kind, ModulePath};
use super::{page, page_path};

/// Both crates, read once.
fn crates() -> Crates {
    static CRATES: LazyLock<Crates> = LazyLock::new(|| {
        Crates::of_this_repository().expect("the sources of both crates can be read")
    });
    CRATES.clone()
}

fn lists() -> Lists {
    Lists::read().expect("the lists are TOML")
}

#[test]
fn the_page_is_as_it_would_be_written() {
    let judgement = Judgement::of(&crates(), &lists()).unwrap_or_else(|wrong| {
        panic!("the lists are not as the crates are:\n{}", wrong.join("\n"))
    });
    let there = fs::read_to_string(page_path()).expect("the page is there");
    assert!(
        there == page::render(&judgement),
        "docs/curated-diesel.md is stale; run `cargo xtask curated-diesel`"
    );
}

#[test]
fn names_that_every_user_of_diesel_knows_are_found() {
    let crates = crates();
    let prelude = crates.public_names(DIESEL, &vec!["prelude".to_owned()]);
    for name in [
        "QueryDsl",
        "RunQueryDsl",
        "Connection",
        "PgConnection",
        "table",
        "joinable",
    ] {
        assert!(prelude.contains_key(name), "{name}");
    }
    let dsl = crates.public_names(DIESEL, &vec!["dsl".to_owned()]);
    for name in [
        "sql",
        "sql_query",
        "exists",
        "count_star",
        "now",
        "max",
        "Eq",
        "array",
        "OnlyDsl",
    ] {
        assert!(dsl.contains_key(name), "{name}");
    }
    assert!(
        !dsl.contains_key("count_distinct"),
        "deprecated names are off"
    );
}

/// Adds something to the root of the curated Diesel and says what is found wrong.
fn wrong_with(change: impl FnOnce(&mut super::source::Module)) -> Vec<String> {
    let mut crates = crates();
    change(crates.module_mut(CURATED, &ModulePath::new()));
    match Judgement::of(&crates, &lists()) {
        Ok(_) => Vec::new(),
        Err(wrong) => wrong,
    }
}

fn export(path: &str, name: Option<&str>) -> Import {
    Import {
        path: path.split("::").map(str::to_owned).collect(),
        name: name.map(str::to_owned),
        public: true,
    }
}

#[test]
fn a_forbidden_name_is_found_under_an_alias() {
    let wrong = wrong_with(|root| {
        root.imports.push(export(
            "diesel::query_builder::QueryFragment",
            Some("Harmless"),
        ));
    });
    assert_eq!(
        wrong,
        [
            "`::Harmless` is exported and not in `exports.toml`",
            "`Harmless` is Diesel's `QueryFragment`, which is forbidden",
            "the trait `QueryFragment` can be implemented by a plugin; say in `reasons.toml`, under `traits`, why \
             that is harmless",
        ]
    );
}

#[test]
fn a_module_of_diesel_is_walked_through() {
    let wrong = wrong_with(|root| {
        root.imports
            .push(export("diesel::connection", Some("harmless")));
    });
    let inside = "`harmless::SimpleConnection` is Diesel's `SimpleConnection`, which is forbidden";
    assert!(wrong.iter().any(|it| it == inside), "{wrong:?}");
}

#[test]
fn a_glob_is_refused() {
    let wrong = wrong_with(|root| root.imports.push(export("diesel::row", None)));
    assert_eq!(
        wrong[0],
        "`schema_iso_diesel::` exports `diesel::row::*`, whatever will be there; name what is meant"
    );
}

#[test]
fn a_placeholder_that_hands_out_something_is_found() {
    let wrong = wrong_with(|root| {
        root.imports
            .retain(|it| it.name.as_deref() != Some("PgConnection"));
        root.imports.push(export(
            "schema_iso_query::connection::SafeConnection",
            Some("PgConnection"),
        ));
    });
    assert_eq!(
        wrong,
        ["`PgConnection` is on the list of placeholders and hands out something"]
    );
}

#[test]
fn a_placeholder_that_nobody_listed_is_found() {
    let wrong = wrong_with(|root| {
        root.imports.push(export(
            "schema_iso_query::withheld::APlugin",
            Some("APlugin"),
        ));
    });
    let unlisted = "`APlugin` is a placeholder and not in `reasons.toml`, under `placeholders`";
    assert!(wrong.iter().any(|it| it == unlisted), "{wrong:?}");
}

#[test]
fn a_crate_is_not_handed_out() {
    let wrong = wrong_with(|root| {
        root.imports
            .push(export("diesel_migrations::embed", Some("embed")))
    });
    assert_eq!(wrong, ["`::embed` is exported and not in `exports.toml`"]);
}

#[test]
fn a_new_name_of_diesel_needs_a_judgement() {
    let mut crates = crates();
    crates
        .module_mut(DIESEL, &vec!["prelude".to_owned()])
        .definitions
        .push(Definition {
            name: "brand_new".to_owned(),
            kind: Kind::Other,
            public: true,
        });
    let wrong = Judgement::of(&crates, &lists()).expect_err("the name is unknown");
    assert!(
        wrong
            .iter()
            .any(|it| it.starts_with("Diesel's `prelude::brand_new` is not exported; say why")),
        "{wrong:?}"
    );
}

#[test]
fn the_judged_modules_have_names_of_every_fate() {
    let judgement = Judgement::of(&crates(), &lists()).expect("the lists are as the crates are");
    for (module, fates) in &judgement.fates {
        let kinds: BTreeSet<u8> = fates
            .values()
            .map(|fate| match fate {
                Fate::Kept => 0,
                Fate::Replaced(_) => 1,
                Fate::Withheld(_) => 2,
            })
            .collect();
        assert_eq!(kinds.len(), 3, "{module}");
    }
}

//! The page, in Markdown.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::judgement::{Fate, JUDGED, Judgement};

const HEAD: &str = "\
<!-- Written by `cargo xtask curated-diesel`; a test fails when it is stale. -->

# The curated Diesel

In a plugin crate the name `diesel` means `schema-iso-diesel`, which has Diesel's modules and
names, minus what would let a plugin leave its schema (ISO-04). This page lists every public name
of the crate root, `prelude` and `dsl` of the Diesel that is locked, as built for PostgreSQL without
what is deprecated, and says what became of it:

* **kept**: Diesel's own item, under Diesel's name;
* **replaced**: an item of this crate under Diesel's name, used in the same way;
* **withheld**: the name does not exist for a plugin, or stands for a placeholder: an error that
  says that it is withheld, why, and what to write instead.

No name is kept without a decision. The names come from Diesel's source; `cargo xtask curated-diesel`
fails on one that is neither kept nor explained, so a new version of Diesel adds no name unseen.
What the crate exports is an explicit list, without globs: `xtask/src/curated_diesel/exports.toml`.
";

const TRAITS: &str = "
## Why the traits that are kept are harmless

A trait that can be named can be implemented: on the plugin's own types, and on foreign types with
the plugin's own types as parameters. Why nothing follows from that which could be run:

1. A statement is run by the methods of `RunQueryDsl` only, and only if it is on a closed list of
   types of Diesel's and of this crate's. The trait that makes the list cannot be named.
2. Every part of it must be a fragment of SQL, Diesel's `QueryFragment`. Neither that trait nor
   Diesel's `AstPass`, its only argument, can be named (what a plugin finds under these names are
   placeholders), and no derive that is kept emits it. So no type of a plugin's own is ever part of
   a statement that runs.
3. What is left are traits that name existing items (a table, an expression, a select clause,
   records). What they name is checked against the query as if it had been written there.
4. An implementation on a foreign type has one of the plugin's own types as a parameter, as the
   orphan rule asks. So it speaks of a FROM clause, a GROUP BY clause or a SQL type of the plugin's
   own, and nothing of the kind can be part of a statement, either.
5. No trait that is kept hands a text of the implementer's to the SQL. (One that would,
   `KnownCastSqlTypeName`, is withheld for that; so is `HasSqlType`, which would look a type up in
   another schema.)

The second step is the one to look at when Diesel changes. By name:

| trait | what an implementation by hand leads to |
| --- | --- |
";

const PLACEHOLDERS: &str = "
## Placeholders

Users of Diesel know these names, and write them. In a plugin each is an item of this project's own
under that name, without a value and without a use: a type that is none, a function or a trait that
asks for what nothing fulfils, or a macro that expands to an error.

";

const NOWHERE: &str = "
## Names that are nowhere

These items of Diesel are not reachable from the crate root by any path, under any name. A test
follows every re-export to its end:

";

/// Writes the page.
pub(super) fn render(judgement: &Judgement) -> String {
    let mut page = HEAD.to_owned();
    for module in JUDGED {
        let Some(fates) = judgement.fates.get(module) else {
            continue;
        };
        let title = match module {
            "" => "The crate root".to_owned(),
            module => format!("`diesel::{module}`"),
        };
        write_module(&mut page, &title, fates);
    }
    write_additions(&mut page, &judgement.additions);
    page.push_str(TRAITS);
    for (argument, names) in &judgement.traits {
        row(&mut page, &quoted(names), argument);
    }
    page.push_str(PLACEHOLDERS);
    paragraph(&mut page, &quoted(&judgement.placeholders));
    page.push_str(NOWHERE);
    paragraph(&mut page, &quoted(&judgement.forbidden));
    page.push_str("\nNor are these macros of its derives:\n\n");
    paragraph(&mut page, &quoted(&judgement.forbidden_macros));
    page
}

fn write_module(page: &mut String, title: &str, fates: &BTreeMap<String, Fate>) {
    let mut kept = BTreeSet::new();
    let mut replaced = BTreeMap::new();
    let mut withheld = BTreeMap::new();
    for (name, fate) in fates {
        let (list, reason): (&mut BTreeMap<&str, BTreeSet<String>>, _) = match fate {
            Fate::Kept => {
                kept.insert(name.clone());
                continue;
            }
            Fate::Replaced(reason) => (&mut replaced, reason),
            Fate::Withheld(reason) => (&mut withheld, reason),
        };
        list.entry(reason.as_str())
            .or_default()
            .insert(name.clone());
    }
    line(page, &format!("\n## {title}"));
    line(page, &format!("\n### Kept: {} names\n", kept.len()));
    paragraph(page, &quoted(&kept));
    write_reasons(page, "Replaced", "what is different", &replaced);
    write_reasons(page, "Withheld", "why", &withheld);
}

fn write_reasons(
    page: &mut String,
    title: &str,
    column: &str,
    reasons: &BTreeMap<&str, BTreeSet<String>>,
) {
    let count: usize = reasons.values().map(BTreeSet::len).sum();
    line(page, &format!("\n### {title}: {count} names\n"));
    line(page, &format!("| name | {column} |\n| --- | --- |"));
    let mut rows: Vec<_> = reasons
        .iter()
        .map(|(reason, names)| (names, reason))
        .collect();
    rows.sort();
    for (names, reason) in rows {
        row(page, &quoted(names), reason);
    }
}

fn write_additions(page: &mut String, additions: &BTreeMap<String, BTreeSet<String>>) {
    line(page, "\n## What Diesel does not have there\n");
    line(page, "| module | names |\n| --- | --- |");
    for (module, names) in additions {
        let module = match module.as_str() {
            "" => "the crate root".to_owned(),
            module => format!("`{module}`"),
        };
        row(page, &module, &quoted(names));
    }
}

fn quoted(names: &BTreeSet<String>) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

fn row(page: &mut String, first: &str, second: &str) {
    line(page, &format!("| {first} | {second} |"));
}

/// Writes words, at most 100 characters a line.
fn paragraph(page: &mut String, text: &str) {
    let mut width = 0;
    for word in text.split(' ') {
        if width > 0 && width + 1 + word.len() > 100 {
            page.push('\n');
            width = 0;
        }
        if width > 0 {
            page.push(' ');
            width += 1;
        }
        page.push_str(word);
        width += word.len();
    }
    page.push('\n');
}

fn line(page: &mut String, text: &str) {
    // Writing to a text cannot fail.
    let _ = writeln!(page, "{text}");
}

//! `docs/proof.md`, in Markdown.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::compare::Found;
use super::found::Implementation;
use super::list::{Check, List};

const HEAD: &str = "\
<!-- Written by `cargo xtask implementations`; CI fails when it is stale. -->

# The implementations that ISO-03 rests on

[ARCHITECTURE.md](../ARCHITECTURE.md#why-iso-03-holds) argues by induction over Diesel's expressions that a statement
reaches the tables of one plugin only. This page lists what the induction runs over: every implementation of
`AppearsOnTable`, `SelectableExpression`, `ValidSubselect`, `AsQuery`, `IntoUpdateTarget` and `QueryFragment` in the
Diesel that is built and in this workspace's crates under the curated Diesel, each under the clause that covers it. The
implementations come from rustdoc, after macros and features; tuples of different length are one line. Features that only
make tuples longer are left out.

The list that people keep is `xtask/src/proof/implementations.toml`. `cargo xtask implementations --check` fails when an
implementation appears, goes or changes its bounds.
";

/// Writes the page; every implementation is listed.
pub(super) fn render(list: &List, found: &Found) -> String {
    let mut page = HEAD.to_owned();
    page.push_str("\n| clause | in Diesel | ours | computed |\n| --- | --- | --- | --- |\n");
    for clause in &list.clause {
        let name = &clause.name;
        let computed = clause.check.map_or("", said);
        let (theirs, ours) = (clause.diesel.len(), clause.ours.len());
        let anchor = name.to_lowercase().replace(' ', "-");
        writeln!(
            page,
            "| [{name}](#{anchor}) | {theirs} | {ours} | {computed} |"
        )
        .expect("a string takes everything");
    }
    for clause in &list.clause {
        write!(page, "\n## {}\n\n{}\n", clause.name, clause.argument.trim())
            .expect("a string takes everything");
        for (side, lines, there) in found.sides() {
            let title = if side == "ours" {
                "In this workspace"
            } else {
                "In Diesel"
            };
            write_table(&mut page, title, lines(clause), there);
        }
    }
    page
}

/// What the program computes of each line of a clause.
fn said(check: Check) -> &'static str {
    match check {
        Check::Operands => "`AppearsOnTable` is asked of every field's type",
        Check::Supertrait => "`AppearsOnTable` is a supertrait",
        Check::Expression => "the type is `AppearsOnTable`",
        Check::Parts => "`QueryFragment` is asked of every field's type",
    }
}

fn write_table(
    page: &mut String,
    title: &str,
    lines: &BTreeSet<String>,
    there: &BTreeSet<Implementation>,
) {
    if lines.is_empty() {
        return;
    }
    let by_line: BTreeMap<String, &Implementation> =
        there.iter().map(|it| (it.line(), it)).collect();
    write!(
        page,
        "\n{title}:\n\n| trait | type | bounds |\n| --- | --- | --- |\n"
    )
    .expect("a string takes everything");
    for it in lines.iter().filter_map(|line| by_line.get(line)) {
        let bounds: Vec<String> = it.conditions.iter().map(|it| format!("`{it}`")).collect();
        let (of, target, bounds) = (&it.of, &it.target, bounds.join(", "));
        writeln!(page, "| `{of}` | `{target}` | {bounds} |").expect("a string takes everything");
    }
}

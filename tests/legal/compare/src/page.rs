//! `docs/coverage.md`.

use core::fmt::Write as _;

use schema_iso_legal_plugin::programs::{self, Program};

use crate::forms::{self, Form};
use crate::hostile::{self, Cases};

const INTRODUCTION: &str = "\
<!-- Generated; `UPDATE_DOCS=1 cargo test -p schema-iso-legal-compare` writes it anew. -->

# Coverage of Diesel's statements and expressions

Each row is a form of statement or expression. A *legal program* of `tests/legal/programs` runs the
form on PostgreSQL, once as a plugin and once with stock Diesel; both send the same SQL and get the
same rows. A *hostile case* of `ui-tests/cases/ISO-03/fail` tries to reach another plugin's table
with the form, and does not compile. A form without a hostile case contains no table.
";

/// The page as it should be.
#[must_use]
pub fn write() -> String {
    let cases = hostile::by_form();
    let mut page = String::from(INTRODUCTION);
    let _ = writeln!(
        page,
        "\n{} legal programs, {} hostile cases.",
        programs::all().count(),
        hostile::files().len(),
    );
    let mut section = "";
    let forms = forms::all();
    for form in &forms {
        if form.section != section {
            section = &form.section;
            let _ = write!(
                page,
                "\n## {section}\n\n\
                 | form | what it is | legal programs | hostile cases |\n| --- | --- | --- | --- |\n"
            );
        }
        page.push_str(&row(form, &cases));
    }
    page
}

fn row(form: &Form, cases: &Cases) -> String {
    let shown: Vec<_> = programs::all().filter(|it| shows(it, &form.name)).collect();
    let legal = match &form.withheld {
        Some(why) => format!("**withheld**: {why}"),
        None => list(shown.iter().map(|program| program.name)),
    };
    let attacked = cases.get(&form.name).into_iter().flatten();
    format!(
        "| `{}` | {} | {legal} | {} |\n",
        form.name,
        form.meaning.replace('|', "\\|"),
        list(attacked.map(|case| case.trim_end_matches(".rs"))),
    )
}

fn shows(program: &Program, form: &str) -> bool {
    program.forms.contains(&form)
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

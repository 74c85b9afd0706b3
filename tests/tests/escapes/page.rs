//! The table of escapes in the threat model.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use super::{Family, Gain};

const BEGIN: &str = "<!-- Generated; `UPDATE_DOCS=1 cargo test -p schema-iso-tests --test escapes` writes it anew. -->\n";
const END: &str = "<!-- The end of what is generated. -->\n";

type Answer<'a> = (&'a Family, &'a str, [bool; 3]);

/// Compares the page with the answers, or writes it anew.
///
/// Another major version of PostgreSQL answers differently, so that the page is for one.
pub(crate) fn compare(answers: &[Answer<'_>], version: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/threat-model.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page
        .split_once(BEGIN)
        .expect("the page has a place for the table");
    let (old, after) = rest.split_once(END).expect("the table has an end");
    let major = version.split('.').next().unwrap_or(version);
    let new = table(answers, major);
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{new}{END}{after}")).unwrap();
    } else if old.contains(&tried_on(major)) {
        assert_eq!(
            old, new,
            "docs/threat-model.md is stale; see the comment above its table"
        );
    }
}

fn tried_on(major: &str) -> String {
    format!("tried on PostgreSQL {major} ")
}

fn table(answers: &[Answer<'_>], major: &str) -> String {
    let mut text = format!(
        "\n{} escapes, {}as a host's role that makes roles, owns the database and is no superuser. How many PostgreSQL lets through:\n\n\
         | what there is to gain | escapes | `SearchPath` | `Roles` | `Logins` |\n| --- | --- | --- | --- | --- |\n",
        answers.len(),
        tried_on(major),
    );
    let gains = [
        (Gain::Rights, "rights of others"),
        (Gain::Rows, "rows of another plugin"),
        (Gain::Server, "the server, and what all share"),
        (Gain::Names, "names, numbers and activity"),
        (Gain::Way, "being in others' way"),
        (Gain::Itself, "the plugin's own role and schema"),
    ];
    for (gain, name) in gains {
        let of = answers.iter().filter(|(family, ..)| family.gain == gain);
        count(&mut text, name, &of.collect::<Vec<_>>());
    }
    count(&mut text, "all", &answers.iter().collect::<Vec<_>>());
    let mut family = "";
    for &(of, what, through) in answers {
        if of.name != family {
            family = of.name;
            write!(
                text,
                "\n| {family} | `SearchPath` | `Roles` | `Logins` |\n| --- | --- | --- | --- |\n"
            )
            .unwrap();
        }
        let cells = through.map(|through| if through { "through" } else { "–" });
        writeln!(text, "| {what} | {} |", cells.join(" | ")).unwrap();
    }
    text.push('\n');
    text
}

fn count(text: &mut String, name: &str, answers: &[&Answer<'_>]) {
    let through = [0, 1, 2].map(|at| {
        let through = answers.iter().filter(|(.., through)| through[at]);
        through.count().to_string()
    });
    writeln!(
        text,
        "| {name} | {} | {} |",
        answers.len(),
        through.join(" | ")
    )
    .unwrap();
}

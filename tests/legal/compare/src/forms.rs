//! The list of forms, `../forms.txt`.

/// A form of statement or expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The heading that it stands under.
    pub section: String,
    /// Its name, in programs and hostile cases.
    pub name: String,
    /// What it is.
    pub meaning: String,
    /// Why a plugin cannot write it, if it cannot.
    pub withheld: Option<String>,
}

/// All forms, in their order.
///
/// # Panics
///
/// If a line is neither a comment, a heading nor a form.
#[must_use]
pub fn all() -> Vec<Form> {
    let mut section = String::new();
    let mut forms = Vec::new();
    for line in include_str!("../../forms.txt").lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            heading.clone_into(&mut section);
        } else if !line.is_empty() && !line.starts_with('#') {
            forms.push(form(&section, line));
        }
    }
    forms
}

fn form(section: &str, line: &str) -> Form {
    let (line, withheld) = match line.split_once(" | withheld: ") {
        Some((line, why)) => (line, Some(why.to_owned())),
        None => (line, None),
    };
    let (name, meaning) = line
        .split_once(" | ")
        .expect("a line of forms.txt is `name | what it is`");
    Form {
        section: section.to_owned(),
        name: name.to_owned(),
        meaning: meaning.to_owned(),
        withheld,
    }
}

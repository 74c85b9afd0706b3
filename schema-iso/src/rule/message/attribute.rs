//! Attributes of all macros.

use crate::rule::Diagnostic;

/// An argument that the macro does not have; lists those that it has.
///
/// ```
/// use schema_iso::rule::message::unknown_attribute;
///
/// let diagnostic = unknown_attribute("plugin_table", "insrt", &["insert", "changes"]);
/// assert_eq!(diagnostic.message(), "`#[plugin_table]` has no attribute `insrt`");
/// assert_eq!(diagnostic.help(), Some("did you mean `insert`?"));
/// ```
#[must_use]
pub fn unknown_attribute(macro_name: &str, found: &str, known: &[&str]) -> Diagnostic {
    let message = format!("`#[{macro_name}]` has no attribute `{found}`");
    let quoted: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let list = format!("the attributes are {}", quoted.join(", "));
    let nearest = known.iter().min_by_key(|name| distance(found, name));
    match nearest {
        Some(name) if distance(found, name) <= 2 => Diagnostic::without_rule(message)
            .with_help(format!("did you mean `{name}`?"))
            .with_note(list),
        _ => Diagnostic::without_rule(message).with_help(list),
    }
}

/// An attribute that is there twice.
///
/// ```
/// use schema_iso::rule::message::duplicate_attribute;
///
/// let diagnostic = duplicate_attribute("plugin", "id");
/// assert_eq!(diagnostic.message(), "`#[plugin]` has the attribute `id` twice");
/// ```
#[must_use]
pub fn duplicate_attribute(macro_name: &str, name: &str) -> Diagnostic {
    Diagnostic::without_rule(format!(
        "`#[{macro_name}]` has the attribute `{name}` twice"
    ))
    .with_help("remove one of the two")
}

/// An attribute that must be there and is not; `form` is how it is written.
///
/// ```
/// use schema_iso::rule::message::missing_attribute;
///
/// let diagnostic = missing_attribute("plugin", "id", "id = \"my-feature\"");
/// assert_eq!(diagnostic.help(), Some("write `#[plugin(id = \"my-feature\")]`"));
/// ```
#[must_use]
pub fn missing_attribute(macro_name: &str, name: &str, form: &str) -> Diagnostic {
    Diagnostic::without_rule(format!("`#[{macro_name}]` lacks the attribute `{name}`"))
        .with_help(format!("write `#[{macro_name}({form})]`"))
}

/// An attribute that is written in another way than it should be.
///
/// ```
/// use schema_iso::rule::message::malformed_attribute;
///
/// let diagnostic = malformed_attribute("column", "default", "default = \"now()\"");
/// assert_eq!(diagnostic.help(), Some("write `#[column(default = \"now()\")]`"));
/// ```
#[must_use]
pub fn malformed_attribute(macro_name: &str, name: &str, form: &str) -> Diagnostic {
    Diagnostic::without_rule(format!(
        "the attribute `{name}` of `#[{macro_name}]` is not written as it should be"
    ))
    .with_help(format!("write `#[{macro_name}({form})]`"))
}

/// How many letters must be added, dropped or changed to turn one word into the other.
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.chars().count()).collect();
    for (above, from) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = above + 1;
        for (at, to) in right.chars().enumerate() {
            let changed = diagonal + usize::from(from != to);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, unknown_attribute};

    #[test]
    fn the_distance_counts_single_changes() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("insert", "insrt"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn a_far_word_gets_the_list_only() {
        let diagnostic = unknown_attribute("plugin", "colour", &["id", "migrations"]);
        assert_eq!(
            diagnostic.to_string(),
            "`#[plugin]` has no attribute `colour`\n\
             help: the attributes are `id`, `migrations`"
        );
    }
}

//! Quotes names and literals for SQL text.

use schema_iso::id::{SchemaName, SharedSchemaName};

/// A name, quoted, so that PostgreSQL takes every character as it is.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A name with its schema, both quoted.
pub(super) fn qualified(schema: &str, name: &str) -> String {
    format!("{}.{}", quoted(schema), quoted(name))
}

/// A text as a literal that reads the same whatever `standard_conforming_strings` says.
pub(crate) fn literal(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\'', "\\'");
    format!("E'{text}'")
}

/// The search path of a plugin, as `SET` takes it.
///
/// `pg_catalog` comes first by itself. `pg_temp` would, too, if it were not named, and a
/// temporary table could then stand in front of the plugin's own.
pub(crate) fn search_path(schema: &SchemaName, shared: &[SharedSchemaName]) -> String {
    let mut path = quoted(schema.as_str());
    for schema in shared {
        path.push_str(", ");
        path.push_str(&quoted(schema.as_str()));
    }
    path.push_str(", pg_temp");
    path
}

#[cfg(test)]
mod tests {
    use super::{literal, qualified, quoted};

    #[test]
    fn a_quote_does_not_end_a_name() {
        assert_eq!(
            quoted(r#"a"; DROP TABLE b; --"#),
            r#""a""; DROP TABLE b; --""#
        );
        assert_eq!(qualified("a", "b"), r#""a"."b""#);
    }

    #[test]
    fn a_quote_does_not_end_a_literal() {
        assert_eq!(literal(r"it's \'"), r"E'it\'s \\\''");
    }
}

//! The names of tables, columns and types: how they follow from Rust names, and which are valid.

use std::fmt;

use crate::id::MAX_IDENTIFIER_BYTES;

/// The table name that follows from a struct's name, by Diesel's own rule.
///
/// Diesel does not know about plurals: it adds an `s`.
///
/// ```
/// use schema_iso::definition::table_name;
///
/// assert_eq!(table_name("BlogPost"), "blog_posts");
/// assert_eq!(table_name("Category"), "categorys");
/// ```
#[must_use]
pub fn table_name(struct_name: &str) -> String {
    camel_to_snake(struct_name) + "s"
}

/// How many hexadecimal digits the number of a table has.
pub const DIGITS_OF_A_TABLE: u32 = 10;

/// The number of a table, which follows from its name and tells it from the plugin's others.
///
/// It is a hash (FNV-1a) of [`DIGITS_OF_A_TABLE`] digits; of 200 tables two have the same one
/// with a probability below one in fifty million, and then they do not compile.
///
/// ```
/// use schema_iso::definition::table_number;
///
/// assert_ne!(table_number("items"), table_number("groups"));
/// assert_eq!(table_number("items") >> 40, 0);
/// ```
#[must_use]
pub const fn table_number(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    let width = DIGITS_OF_A_TABLE * 4;
    (hash ^ hash >> width) & ((1 << width) - 1)
}

/// A name in snake case, by Diesel's own rule: an underscore before every capital.
///
/// A raw identifier loses its `r#`.
///
/// ```
/// use schema_iso::definition::camel_to_snake;
///
/// assert_eq!(camel_to_snake("BlogPost"), "blog_post");
/// assert_eq!(camel_to_snake("HTTPLog"), "h_t_t_p_log");
/// ```
#[must_use]
pub fn camel_to_snake(name: &str) -> String {
    let name = name.strip_prefix("r#").unwrap_or(name);
    let mut snake = String::with_capacity(name.len() + 4);
    for (at, character) in name.char_indices() {
        if at > 0 && character.is_uppercase() {
            snake.push('_');
        }
        if at == 0 || character.is_uppercase() {
            snake.extend(character.to_lowercase());
        } else {
            snake.push(character);
        }
    }
    snake
}

/// What a name is the name of, for messages.
///
/// ```
/// use schema_iso::definition::IdentifierKind;
///
/// assert_eq!(IdentifierKind::Table.to_string(), "table");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IdentifierKind {
    /// A table.
    Table,
    /// A column.
    Column,
    /// A type.
    Type,
    /// A label of an enum.
    Label,
    /// An index.
    Index,
}

impl fmt::Display for IdentifierKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Table => "table",
            Self::Column => "column",
            Self::Type => "type",
            Self::Label => "label",
            Self::Index => "index",
        })
    }
}

/// Checks that PostgreSQL takes a name, when quoted, and keeps it whole.
///
/// # Errors
///
/// [`IdentifierError`] when the name is empty, longer than 63 bytes, or has a zero
/// byte.
///
/// ```
/// use schema_iso::definition::{IdentifierKind, check_identifier};
///
/// check_identifier(IdentifierKind::Table, "items")?;
/// assert!(check_identifier(IdentifierKind::Table, "").is_err());
/// # Ok::<(), schema_iso::definition::IdentifierError>(())
/// ```
pub fn check_identifier(kind: IdentifierKind, name: &str) -> Result<(), IdentifierError> {
    if name.is_empty() {
        return Err(IdentifierError::Empty { kind });
    }
    if name.contains('\0') {
        return Err(IdentifierError::ZeroByte {
            kind,
            name: name.to_owned(),
        });
    }
    if name.len() > MAX_IDENTIFIER_BYTES {
        return Err(IdentifierError::TooLong {
            kind,
            name: name.to_owned(),
            length: name.len(),
        });
    }
    Ok(())
}

/// Why PostgreSQL would not take a name, or would cut it.
///
/// ```
/// use schema_iso::definition::{IdentifierKind, check_identifier};
///
/// let error = check_identifier(IdentifierKind::Column, "").unwrap_err();
/// assert_eq!(error.to_string(), "the name of the column is empty");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdentifierError {
    /// The name is empty.
    #[error("the name of the {kind} is empty")]
    Empty {
        /// What it would be the name of.
        kind: IdentifierKind,
    },
    /// PostgreSQL would cut the name.
    #[error("the {kind} `{name}` has a name of {length} bytes, of which PostgreSQL keeps 63")]
    TooLong {
        /// What it is the name of.
        kind: IdentifierKind,
        /// The name.
        name: String,
        /// How long it is, in bytes.
        length: usize,
    },
    /// The name has a zero byte.
    #[error("the {kind} {name:?} has a zero byte in its name")]
    ZeroByte {
        /// What it is the name of.
        kind: IdentifierKind,
        /// The name.
        name: String,
    },
}

impl IdentifierError {
    /// What it would be the name of.
    #[must_use]
    pub const fn kind(&self) -> IdentifierKind {
        match self {
            Self::Empty { kind } | Self::TooLong { kind, .. } | Self::ZeroByte { kind, .. } => {
                *kind
            }
        }
    }

    /// What to write instead.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self.kind() {
            IdentifierKind::Table => {
                "name it in at most 63 bytes: `#[plugin_table(table = \"…\")]`"
            }
            IdentifierKind::Column => "name it in at most 63 bytes: `#[column(name = \"…\")]`",
            IdentifierKind::Type | IdentifierKind::Label | IdentifierKind::Index => {
                "give it a name of 1 to 63 bytes"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `camel_to_snake` of diesel_derives, which takes ASCII first letters only.
    fn diesel_camel_to_snake(name: &str) -> String {
        let mut result = String::with_capacity(name.len());
        result.push_str(&name[..1].to_lowercase());
        for character in name[1..].chars() {
            if character.is_uppercase() {
                result.push('_');
                for lowercase in character.to_lowercase() {
                    result.push(lowercase);
                }
            } else {
                result.push(character);
            }
        }
        result
    }

    proptest! {
        #[test]
        fn snake_case_is_diesels(name in "[A-Za-z_][A-Za-z0-9_äÖß]{0,20}") {
            prop_assert_eq!(camel_to_snake(&name), diesel_camel_to_snake(&name));
        }

        #[test]
        fn any_text_has_a_snake_case(name in any::<String>()) {
            let _ = camel_to_snake(&name);
        }
    }

    #[test]
    fn underscores_stay_and_raw_identifiers_lose_their_mark() {
        assert_eq!(table_name("Foo"), "foos");
        assert_eq!(table_name("FooBarBaz"), "foo_bar_bazs");
        assert_eq!(table_name("Foo_Bar"), "foo__bars");
        assert_eq!(table_name("r#type"), "types");
    }

    #[test]
    fn a_name_may_fill_its_63_bytes() {
        assert!(check_identifier(IdentifierKind::Table, &"a".repeat(63)).is_ok());
        let error = check_identifier(IdentifierKind::Table, &"ä".repeat(32));
        assert!(matches!(
            error,
            Err(IdentifierError::TooLong { length: 64, .. })
        ));
        let error = check_identifier(IdentifierKind::Label, "a\0");
        assert!(matches!(error, Err(IdentifierError::ZeroByte { .. })));
    }
}

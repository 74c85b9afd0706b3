//! `#[plugin_table]` and `#[column]`.

use crate::rule::{Diagnostic, ISO_14};

/// A table without a primary key.
///
/// ```
/// use schema_iso::rule::message::missing_primary_key;
///
/// let diagnostic = missing_primary_key("items");
/// assert_eq!(diagnostic.message(), "the table `items` has no primary key");
/// ```
#[must_use]
pub fn missing_primary_key(table: &str) -> Diagnostic {
    Diagnostic::without_rule(format!("the table `{table}` has no primary key"))
        .with_help("add `#[column(primary_key)]` to the field or fields that identify a row")
}

/// A field of the primary key that may be null.
///
/// ```
/// use schema_iso::rule::message::primary_key_nullable;
///
/// let diagnostic = primary_key_nullable("items", "id");
/// assert_eq!(diagnostic.message(), "the primary key `id` of the table `items` is an `Option`");
/// ```
#[must_use]
pub fn primary_key_nullable(table: &str, column: &str) -> Diagnostic {
    Diagnostic::without_rule(format!(
        "the primary key `{column}` of the table `{table}` is an `Option`"
    ))
    .with_help("remove the `Option`: PostgreSQL allows no null in a primary key")
}

/// A field whose Rust type has no SQL type that follows from it.
///
/// ```
/// use schema_iso::rule::message::unmappable_type;
///
/// let diagnostic = unmappable_type("Money");
/// assert_eq!(
///     diagnostic.message(),
///     "`Money` does not say by itself which SQL type its column has",
/// );
/// ```
#[must_use]
pub fn unmappable_type(rust_type: &str) -> Diagnostic {
    let message = format!("`{rust_type}` does not say by itself which SQL type its column has");
    Diagnostic::without_rule(message)
        .with_help(
            "name the SQL type, `#[column(sql_type = diesel::sql_types::…)]`; an enum of the plugin \
             needs `#[plugin_enum]`",
        )
        .with_note(
            "if Diesel knows the type, its feature may be off: enable `uuid`, `chrono`, `time`, \
             `serde_json`, `numeric`, `network-address` or `ipnet-address` of `schema-iso-diesel`",
        )
}

/// A field of an unsigned integer, and the type that holds its values.
///
/// ```
/// use schema_iso::rule::message::unsigned_integer;
///
/// let diagnostic = unsigned_integer("u64", "i64");
/// assert_eq!(
///     diagnostic.message(),
///     "PostgreSQL has no unsigned integers, so there is no column of `u64`",
/// );
/// ```
#[must_use]
pub fn unsigned_integer(rust_type: &str, instead: &str) -> Diagnostic {
    Diagnostic::without_rule(format!(
        "PostgreSQL has no unsigned integers, so there is no column of `{rust_type}`"
    ))
    .with_help(format!(
        "write `{instead}`; for larger values write `bigdecimal::BigDecimal`, whose column is a \
         `numeric`, with the feature `numeric` of `schema-iso-diesel`"
    ))
}

/// Two fields of one column in one table.
///
/// ```
/// use schema_iso::rule::message::duplicate_column;
///
/// let diagnostic = duplicate_column("items", "name");
/// assert_eq!(diagnostic.message(), "the table `items` has the column `name` twice");
/// ```
#[must_use]
pub fn duplicate_column(table: &str, column: &str) -> Diagnostic {
    Diagnostic::new(
        &ISO_14,
        format!("the table `{table}` has the column `{column}` twice"),
    )
    .with_help("name another column for one of the two: `#[column(name = \"…\")]`")
}

/// A table that is declared on something other than a struct with named fields.
///
/// ```
/// use schema_iso::rule::message::table_not_a_struct;
///
/// let diagnostic = table_not_a_struct("Item");
/// assert_eq!(diagnostic.help(), Some("write `pub struct Item { … }`"));
/// ```
#[must_use]
pub fn table_not_a_struct(name: &str) -> Diagnostic {
    Diagnostic::without_rule(format!(
        "the table `{name}` is not a struct with named fields"
    ))
    .with_help(format!("write `pub struct {name} {{ … }}`"))
}

/// A table that has parameters.
///
/// ```
/// use schema_iso::rule::message::generic_table;
///
/// let diagnostic = generic_table("Item");
/// assert_eq!(diagnostic.message(), "the table `Item` has type or lifetime parameters");
/// ```
#[must_use]
pub fn generic_table(name: &str) -> Diagnostic {
    Diagnostic::without_rule(format!(
        "the table `{name}` has type or lifetime parameters"
    ))
    .with_help("remove them: a row owns its values, and each has one SQL type")
}

/// A table without any field.
///
/// ```
/// use schema_iso::rule::message::table_without_columns;
///
/// let diagnostic = table_without_columns("items");
/// assert_eq!(diagnostic.message(), "the table `items` has no columns");
/// ```
#[must_use]
pub fn table_without_columns(table: &str) -> Diagnostic {
    Diagnostic::without_rule(format!("the table `{table}` has no columns"))
        .with_help("add a field for every column")
}

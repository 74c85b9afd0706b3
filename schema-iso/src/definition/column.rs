//! Columns and the names of their SQL types.

use std::fmt;

/// A column of a table.
///
/// ```
/// use schema_iso::definition::{ColumnDefinition, SqlTypeName};
///
/// const CREATED_AT: ColumnDefinition =
///     ColumnDefinition::new("created_at", SqlTypeName::new("timestamptz")).with_default("now()");
/// assert!(!CREATED_AT.nullable());
/// assert_eq!(CREATED_AT.default(), Some("now()"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnDefinition {
    name: &'static str,
    sql_type: SqlTypeName,
    nullable: bool,
    default: Option<&'static str>,
    max_length: Option<u32>,
}

impl ColumnDefinition {
    /// A column that is never null and has no default.
    #[must_use]
    pub const fn new(name: &'static str, sql_type: SqlTypeName) -> Self {
        Self {
            name,
            sql_type,
            nullable: false,
            default: None,
            max_length: None,
        }
    }

    /// Sets whether the column may be null.
    #[must_use]
    pub const fn with_nullable(mut self, nullable: bool) -> Self {
        self.nullable = nullable;
        self
    }

    /// Sets the default, as SQL.
    #[must_use]
    pub const fn with_default(mut self, default: &'static str) -> Self {
        self.default = Some(default);
        self
    }

    /// Sets the greatest length, as in `varchar(20)`.
    #[must_use]
    pub const fn with_max_length(mut self, max_length: u32) -> Self {
        self.max_length = Some(max_length);
        self
    }

    /// The name in the database.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The SQL type.
    #[must_use]
    pub const fn sql_type(&self) -> SqlTypeName {
        self.sql_type
    }

    /// Whether the column may be null.
    #[must_use]
    pub const fn nullable(&self) -> bool {
        self.nullable
    }

    /// The default, as SQL.
    #[must_use]
    pub const fn default(&self) -> Option<&'static str> {
        self.default
    }

    /// The greatest length, as in `varchar(20)`.
    #[must_use]
    pub const fn max_length(&self) -> Option<u32> {
        self.max_length
    }
}

/// The name of an SQL type, as PostgreSQL's own catalogue spells it.
///
/// The name is `pg_type.typname`: `int4` and not `integer`, `timestamptz` and not
/// `timestamp with time zone`. For an array it is that of the elements.
///
/// ```
/// use schema_iso::definition::SqlTypeName;
///
/// const TAGS: SqlTypeName = SqlTypeName::new("text").with_array(true);
/// assert_eq!(TAGS.to_string(), "text[]");
///
/// const STATUS: SqlTypeName = SqlTypeName::new("status").with_schema("plugin_notes");
/// assert_eq!(STATUS.to_string(), "plugin_notes.status");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SqlTypeName {
    schema: Option<&'static str>,
    name: &'static str,
    array: bool,
}

impl SqlTypeName {
    /// A type that PostgreSQL brings.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            schema: None,
            name,
            array: false,
        }
    }

    /// Sets the schema of the type.
    #[must_use]
    pub const fn with_schema(mut self, schema: &'static str) -> Self {
        self.schema = Some(schema);
        self
    }

    /// Sets whether this is an array of the type.
    #[must_use]
    pub const fn with_array(mut self, array: bool) -> Self {
        self.array = array;
        self
    }

    /// The schema of the type; none for one of PostgreSQL's own types.
    #[must_use]
    pub const fn schema(&self) -> Option<&'static str> {
        self.schema
    }

    /// The name of the type, or of the array's elements.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether this is an array.
    #[must_use]
    pub const fn array(&self) -> bool {
        self.array
    }
}

impl fmt::Display for SqlTypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = self.schema {
            write!(f, "{schema}.")?;
        }
        f.write_str(self.name)?;
        f.write_str(if self.array { "[]" } else { "" })
    }
}

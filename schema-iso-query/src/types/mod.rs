//! SQL types of Rust types.
//!
//! `#[plugin_table]` does not read how a field's type is spelled; the trait [`ColumnType`] gives the SQL
//! type, so an alias or a re-export works as well as the original.

mod column_type;
mod enumeration;
mod name;
mod sql_type;

pub use self::column_type::ColumnType;
pub use self::enumeration::{EnumType, PluginEnum};
pub use self::name::NamedSqlType;
pub use self::sql_type::SqlType;

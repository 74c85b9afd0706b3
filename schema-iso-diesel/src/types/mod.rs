//! From Rust types to SQL types.
//!
//! `#[plugin_table]` does not read how a field's type is spelled; it asks
//! [`ColumnType`], so an alias or a re-export works as well as the original.

mod column_type;
mod enumeration;
mod name;
mod sql_type;

pub use self::column_type::ColumnType;
pub use self::enumeration::{EnumType, PluginEnum};
pub use self::name::NamedSqlType;
pub use self::sql_type::SqlType;

//! Tables and types as the code declares them.
//!
//! The macros emit these constants, and the host compares them with the live
//! database (ISO-14).

mod column;
mod key;
mod naming;
mod relation;
mod table;
mod types;

pub use column::{ColumnDefinition, SqlTypeName};
pub use key::{ForeignKey, IndexDefinition, ReferentialAction, UniqueKey};
pub use naming::{
    DIGITS_OF_A_TABLE, IdentifierError, IdentifierKind, camel_to_snake, check_identifier,
    table_name, table_number,
};
pub use relation::{Readers, RelationKind};
pub use table::TableDefinition;
pub use types::TypeDefinition;

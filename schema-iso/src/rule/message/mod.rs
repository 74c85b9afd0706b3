//! The texts of the macros' errors.
//!
//! The first line says what happened and to which item, and contains no internal name; the help
//! says what to write instead.

mod attribute;
mod enumeration;
mod plugin;
mod table;
mod withheld;

pub use attribute::{
    duplicate_attribute, malformed_attribute, missing_attribute, unknown_attribute,
};
pub use enumeration::{duplicate_label, empty_enum, enum_variant_with_fields, not_an_enum};
pub use plugin::{
    migrations_not_found, plugin_not_a_struct, plugin_not_at_root, plugin_not_declared,
    second_plugin, wrong_plugin,
};
pub use table::{
    duplicate_column, generic_table, missing_primary_key, primary_key_nullable, table_not_a_struct,
    table_without_columns, unmappable_type, unsigned_integer,
};
pub use withheld::withheld_macro;

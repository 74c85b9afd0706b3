//! Diesel's `SqlType` for the bounds of generic code.

/// A SQL type.
///
/// It is good for a bound and of no use for an impl: a SQL type of the plugin's own is made by
/// `#[plugin_enum]`, which says how it is looked up (ISO-12).
pub trait SqlType: diesel::sql_types::SqlType {}

impl<T: diesel::sql_types::SqlType> SqlType for T {}

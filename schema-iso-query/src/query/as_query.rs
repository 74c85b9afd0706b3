//! From a table to its select, for derived code.

use diesel::query_builder::AsQuery as DieselAsQuery;

use crate::table::{PluginTable, Table};

/// Types that become a complete query by themselves: the tables of a plugin.
///
/// `#[derive(HasQuery)]` and generic code use it; it cannot be implemented for
/// anything that could be run.
pub trait AsQuery {
    /// The SQL type of the query.
    type SqlType;
    /// The query.
    type Query;

    /// Converts `self` into the query.
    #[expect(clippy::wrong_self_convention, reason = "the name is Diesel's")]
    fn as_query(self) -> Self::Query;
}

impl<T: PluginTable> AsQuery for Table<T> {
    type SqlType = <Self as DieselAsQuery>::SqlType;
    type Query = <Self as DieselAsQuery>::Query;

    fn as_query(self) -> Self::Query {
        DieselAsQuery::as_query(self)
    }
}

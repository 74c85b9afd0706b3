//! `table_name.*`.

use core::fmt;
use core::marker::PhantomData;

use diesel::backend::Backend;
use diesel::expression::expression_types::NotSelectable;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::query_source::AppearsInFromClause;
use diesel::result::QueryResult;

use super::{PluginTable, Table};
use crate::marker::Invariant;

/// Diesel's `table_name.*`: what `items::star` is.
///
/// It is here because Diesel's table modules have it. As in Diesel, it has no SQL type, so it
/// can be neither selected nor counted: load the table for its columns, and count rows with
/// [`count_star`](diesel::dsl::count_star()) or `items::table.count()`.
pub struct Star<T>(Invariant<T>);

impl<T> Star<T> {
    #[doc(hidden)]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Clone for Star<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Star<T> {}

impl<T> Default for Star<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: PluginTable> fmt::Debug for Star<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}.*", Table::<T>::new())
    }
}

impl<T: PluginTable> QueryId for Star<T> {
    type QueryId = Self;

    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<T: PluginTable> Expression for Star<T> {
    type SqlType = NotSelectable;
}

impl<T: PluginTable, G> ValidGrouping<G> for Star<T>
where
    T::AllColumns: ValidGrouping<G>,
{
    type IsAggregate = <T::AllColumns as ValidGrouping<G>>::IsAggregate;
}

impl<T: PluginTable, DB: Backend> QueryFragment<DB> for Star<T> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if !out.should_skip_from() {
            const { &Table::<T>::new() }.walk_ast(out.reborrow())?;
            out.push_sql(".");
        }
        out.push_sql("*");
        Ok(())
    }
}

impl<T: PluginTable> AppearsOnTable<Table<T>> for Star<T> where
    Table<T>: AppearsInFromClause<Table<T>>
{
}

impl<T: PluginTable> SelectableExpression<Table<T>> for Star<T> where
    Table<T>: AppearsInFromClause<Table<T>>
{
}

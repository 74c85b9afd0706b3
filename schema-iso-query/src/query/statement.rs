//! What can be run: an explicit list of statements.

use diesel::internal::table_macro::{FromClause, SelectStatement, TablesampleMethod};
use diesel::query_builder::{AsQuery, Only, Tablesample};
use diesel::query_source::{Alias, QuerySource};

use crate::table::{PluginTable, Table};

/// A statement that a plugin may run, and Diesel's form of it.
///
/// The trait cannot be named outside this crate, so the list is closed and
/// Diesel's form never reaches a plugin.
pub trait Statement: Sized {
    /// What Diesel runs.
    type Diesel;

    /// Hands it over to Diesel.
    fn into_diesel(self) -> Self::Diesel;
}

impl<T: PluginTable> Statement for Table<T> {
    type Diesel = <Self as AsQuery>::Query;

    fn into_diesel(self) -> Self::Diesel {
        self.as_query()
    }
}

impl<F, S, D, W, O, LOf, G, H, LC> Statement
    for SelectStatement<FromClause<F>, S, D, W, O, LOf, G, H, LC>
where
    F: QuerySource,
{
    type Diesel = Self;

    fn into_diesel(self) -> Self::Diesel {
        self
    }
}

macro_rules! sources_that_are_statements {
    ($([$($parameter:tt)*] $source:ty;)+) => {$(
        impl<$($parameter)*> Statement for $source
        where
            Self: AsQuery,
        {
            type Diesel = <Self as AsQuery>::Query;

            fn into_diesel(self) -> Self::Diesel {
                self.as_query()
            }
        }
    )+};
}

sources_that_are_statements! {
    [S] Alias<S>;
    [S] Only<S>;
    [S, M: TablesampleMethod] Tablesample<S, M>;
}

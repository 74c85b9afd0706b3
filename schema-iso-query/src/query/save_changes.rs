//! `SaveChangesDsl`: updates the row of a struct.

use diesel::associations::{HasTable, Identifiable};
use diesel::query_builder::{
    AsChangeset as DieselAsChangeset, AsQuery, IntoUpdateTarget, UpdateStatement as DieselUpdate,
};
use diesel::result::QueryResult;

use super::changeset::AsChangeset;
use super::run_query_dsl::{LoadQuery, RunQueryDsl};
use super::update::{UpdateStatement, update};
use crate::connection::SafeConnection;
use crate::plugin::Plugin;
use crate::table::{Table, Writable};

/// A shortcut for types that implement both `AsChangeset` and `Identifiable`.
pub trait SaveChangesDsl<Conn> {
    /// Updates the row of `self` and returns it as it is now: `update(&self).set(&self).get_result(conn)`.
    ///
    /// # Errors
    ///
    /// What the database refuses, and `NotFound` if there is no such row.
    fn save_changes<U>(self, connection: &mut Conn) -> QueryResult<U>
    where
        Self: Sized + SavesChanges<Conn, U>,
    {
        SavesChanges::update_and_fetch(self, connection)
    }
}

impl<C, P: Plugin> SaveChangesDsl<SafeConnection<P>> for C where C: Copy + Identifiable {}

/// The bound of [`SaveChangesDsl::save_changes`], in one piece.
pub trait SavesChanges<Conn, U> {
    #[doc(hidden)]
    fn update_and_fetch(self, connection: &mut Conn) -> QueryResult<U>;
}

/// The statement behind `save_changes`.
pub(crate) type Update<C, T> = UpdateStatement<
    DieselUpdate<
        Table<T>,
        <C as IntoUpdateTarget>::WhereClause,
        <<C as AsChangeset>::Changeset as DieselAsChangeset>::Changeset,
    >,
>;

impl<'query, C, T, P, U> SavesChanges<SafeConnection<P>, U> for C
where
    P: Plugin,
    T: Writable,
    C: Copy + HasTable<Table = Table<T>> + IntoUpdateTarget + AsChangeset<Target = Table<T>>,
    C::Changeset: DieselAsChangeset<Target = Table<T>>,
    DieselUpdate<Table<T>, C::WhereClause, <C::Changeset as DieselAsChangeset>::Changeset>: AsQuery,
    Update<C, T>: LoadQuery<'query, SafeConnection<P>, U>,
{
    fn update_and_fetch(self, connection: &mut SafeConnection<P>) -> QueryResult<U> {
        update(self).set(self).get_result(connection)
    }
}

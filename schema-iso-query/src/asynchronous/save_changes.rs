//! The async `SaveChangesDsl`: updates the row of a struct.

use core::future::Future;

use diesel::associations::{HasTable, Identifiable};
use diesel::query_builder::{
    AsChangeset as DieselAsChangeset, AsQuery, IntoUpdateTarget, UpdateStatement as DieselUpdate,
};
use diesel::result::QueryResult;

use super::run_query_dsl::LoadQuery;
use crate::connection::AsyncSafeConnection;
use crate::plugin::Plugin;
use crate::query::AsChangeset;
use crate::query::functions::update;
use crate::query::save_changes::Update;
use crate::table::{Table, Writable};

/// A shortcut for types that implement both `AsChangeset` and `Identifiable`.
pub trait SaveChangesDsl<Conn> {
    /// Updates the row of `self` and returns it as it is now:
    /// `update(&self).set(&self).get_result(conn)`.
    ///
    /// # Errors
    ///
    /// What the database refuses, and `NotFound` if there is no such row.
    fn save_changes<'query, 'conn, U>(
        self,
        connection: &'conn mut Conn,
    ) -> impl Future<Output = QueryResult<U>> + Send
    where
        Self: Sized + SavesChanges<'query, Conn, U>,
        'query: 'conn,
    {
        SavesChanges::update_and_fetch(self, connection)
    }
}

impl<C, P: Plugin> SaveChangesDsl<AsyncSafeConnection<P>> for C where C: Copy + Identifiable {}

/// The bound of [`SaveChangesDsl::save_changes`], in one piece.
pub trait SavesChanges<'query, Conn, U> {
    #[doc(hidden)]
    fn update_and_fetch<'conn>(
        self,
        connection: &'conn mut Conn,
    ) -> impl Future<Output = QueryResult<U>> + Send
    where
        'query: 'conn;
}

impl<'query, C, T, P, U> SavesChanges<'query, AsyncSafeConnection<P>, U> for C
where
    P: Plugin,
    T: Writable,
    C: Copy + HasTable<Table = Table<T>> + IntoUpdateTarget + AsChangeset<Target = Table<T>>,
    C::Changeset: DieselAsChangeset<Target = Table<T>>,
    DieselUpdate<Table<T>, C::WhereClause, <C::Changeset as DieselAsChangeset>::Changeset>: AsQuery,
    Update<C, T>: LoadQuery<'query, AsyncSafeConnection<P>, U>,
{
    fn update_and_fetch<'conn>(
        self,
        connection: &'conn mut AsyncSafeConnection<P>,
    ) -> impl Future<Output = QueryResult<U>> + Send
    where
        'query: 'conn,
    {
        update(self).set(self).load_first(connection)
    }
}

//! INSERT.
//!
//! Diesel checks neither the records nor the ON CONFLICT clause of its statement, and the types in
//! between cannot be named outside Diesel. So this module has a statement of its own; the records
//! inside are Diesel's.

use core::marker::PhantomData;

use diesel::PgConnection;
use diesel::expression::{AppearsOnTable, Expression, NonAggregate, SelectableExpression};
use diesel::insertable::CanInsertInSingleQuery;
use diesel::pg::Pg;
use diesel::query_builder::{
    AsQuery, AstPass, DefaultValues, Query, QueryFragment, QueryId, ReturningClause,
};
use diesel::result::QueryResult;

use super::insert_source::{InsertFromSelect, InsertSource};
use super::plugin_query::PluginQuery;
use super::statement::Statement;
use crate::marker::Invariant;
use crate::ownership::ReachableFrom;
use crate::table::{ColumnList, PluginTable, Table, Writable};

/// Creates an INSERT into a table of the plugin.
///
/// `.values(…)` follows.
pub fn insert_into<T>(target: Table<T>) -> IncompleteInsertStatement<Table<T>>
where
    T: Writable,
{
    IncompleteInsertStatement(target)
}

/// An INSERT that has no values yet.
#[derive(Debug, Clone, Copy)]
#[must_use = "queries are only executed when calling `load`, `get_result` or similar"]
pub struct IncompleteInsertStatement<Tab>(Tab);

impl<T: PluginTable> IncompleteInsertStatement<Table<T>> {
    /// Inserts the records, or the rows of the query.
    pub fn values<U>(self, records: U) -> InsertStatement<Table<T>, U::Records>
    where
        U: InsertSource<Table<T>>,
    {
        InsertStatement::new(records.into_records(), NoConflictClause, NoReturning)
    }

    /// Inserts one row in which every column has its default.
    pub fn default_values(self) -> InsertStatement<Table<T>, DefaultValues> {
        InsertStatement::new(DefaultValues, NoConflictClause, NoReturning)
    }
}

/// What can be inserted into the table `Tab`: structs that derive `Insertable`,
/// `column.eq(value)`, tuples and lists of these, and selects.
pub trait Insertable<Tab>: InsertSource<Tab> {
    /// Inserts `self`: `insert_into(table).values(self)` the other way round.
    fn insert_into(self, table: Tab) -> InsertStatement<Tab, Self::Records>;
}

impl<T, R> Insertable<Table<T>> for R
where
    T: Writable,
    R: InsertSource<Table<T>>,
{
    fn insert_into(self, table: Table<T>) -> InsertStatement<Table<T>, Self::Records> {
        insert_into(table).values(self)
    }
}

/// An INSERT, with its ON CONFLICT and its RETURNING clause.
#[derive(Debug, Clone, Copy)]
#[must_use = "queries are only executed when calling `load`, `get_result` or similar"]
pub struct InsertStatement<Tab, Records, Conflict = NoConflictClause, Returning = NoReturning> {
    pub(super) records: Records,
    pub(super) conflict: Conflict,
    pub(super) returning: Returning,
    target: Invariant<Tab>,
}

/// No ON CONFLICT clause.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoConflictClause;

/// No RETURNING clause.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoReturning;

macro_rules! writes_nothing {
    ($($clause:ty)+) => {$(
        impl QueryFragment<Pg> for $clause {
            fn walk_ast<'b>(&'b self, _: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
                Ok(())
            }
        }

        impl QueryId for $clause {
            type QueryId = Self;

            const HAS_STATIC_QUERY_ID: bool = true;
        }
    )+};
}

writes_nothing!(NoConflictClause NoReturning);

impl<Tab, Records, Conflict, Returning> InsertStatement<Tab, Records, Conflict, Returning> {
    pub(super) fn new(records: Records, conflict: Conflict, returning: Returning) -> Self {
        Self {
            records,
            conflict,
            returning,
            target: PhantomData,
        }
    }
}

impl<T, Records, Conflict> InsertStatement<Table<T>, Records, Conflict>
where
    T: PluginTable,
{
    /// Sets the columns of the inserted rows that are returned.
    pub fn returning<E>(
        self,
        returns: E,
    ) -> InsertStatement<Table<T>, Records, Conflict, ReturningClause<E>>
    where
        E: SelectableExpression<Table<T>> + NonAggregate,
    {
        InsertStatement::new(self.records, self.conflict, ReturningClause(returns))
    }
}

impl<T, Q, C, Conflict, Returning>
    InsertStatement<Table<T>, InsertFromSelect<Q, C>, Conflict, Returning>
where
    T: PluginTable,
{
    /// Sets the columns that the rows of the query are inserted into.
    pub fn into_columns<C2>(
        self,
        columns: C2,
    ) -> InsertStatement<Table<T>, InsertFromSelect<Q, C2>, Conflict, Returning>
    where
        C2: ColumnList + AppearsOnTable<Table<T>>,
        Q: Query<SqlType = C2::SqlType>,
    {
        let records = InsertFromSelect {
            query: self.records.query,
            columns,
        };
        InsertStatement::new(records, self.conflict, self.returning)
    }
}

/// How many rows records have, as far as it is known before the query runs.
pub trait RowCount {
    /// `None` for the rows of a query.
    fn rows_to_insert(&self) -> Option<usize>;
}

impl<Q, C> RowCount for InsertFromSelect<Q, C> {
    fn rows_to_insert(&self) -> Option<usize> {
        None
    }
}

macro_rules! counted_by_diesel {
    ($([$($parameter:tt)*] $records:ty;)+) => {$(
        impl<$($parameter)*> RowCount for $records
        where
            Self: CanInsertInSingleQuery<Pg>,
        {
            fn rows_to_insert(&self) -> Option<usize> {
                CanInsertInSingleQuery::<Pg>::rows_to_insert(self)
            }
        }
    )+};
}

counted_by_diesel! {
    [] DefaultValues;
    [V, Tab] diesel::query_builder::ValuesClause<V, Tab>;
    [V, Tab, Id, const STATIC: bool] diesel::query_builder::BatchInsert<V, Tab, Id, STATIC>;
}

impl<T, Records, Conflict, Returning> QueryFragment<Pg>
    for InsertStatement<Table<T>, Records, Conflict, Returning>
where
    T: PluginTable,
    Records: QueryFragment<Pg> + RowCount,
    Conflict: QueryFragment<Pg>,
    Returning: QueryFragment<Pg>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let table = const { &Table::<T>::new() };
        if self.records.rows_to_insert() == Some(0) {
            out.push_sql("SELECT 1 FROM ");
            table.walk_ast(out.reborrow())?;
            out.push_sql(" WHERE 1=0");
            return Ok(());
        }
        // In the pieces that Diesel writes, so that the text grows as it does there.
        out.push_sql("INSERT");
        out.push_sql(" INTO ");
        table.walk_ast(out.reborrow())?;
        out.push_sql(" ");
        self.records.walk_ast(out.reborrow())?;
        self.conflict.walk_ast(out.reborrow())?;
        self.returning.walk_ast(out)
    }
}

impl<T, Records, Conflict, Returning> QueryId
    for InsertStatement<Table<T>, Records, Conflict, Returning>
where
    T: PluginTable,
    Records: QueryId,
    Conflict: QueryId,
    Returning: QueryId,
{
    type QueryId =
        InsertStatement<Table<T>, Records::QueryId, Conflict::QueryId, Returning::QueryId>;

    const HAS_STATIC_QUERY_ID: bool = Records::HAS_STATIC_QUERY_ID
        && Conflict::HAS_STATIC_QUERY_ID
        && Returning::HAS_STATIC_QUERY_ID;
}

// `returning`, which alone makes such a statement, has checked `E` with the table.
impl<T, Records, Conflict, E> Query
    for InsertStatement<Table<T>, Records, Conflict, ReturningClause<E>>
where
    T: PluginTable,
    E: Expression + NonAggregate,
{
    type SqlType = E::SqlType;
}

impl<T, Records, Conflict> AsQuery for InsertStatement<Table<T>, Records, Conflict>
where
    T: PluginTable,
    InsertStatement<Table<T>, Records, Conflict, ReturningClause<T::AllColumns>>: Query,
    T::AllColumns: NonAggregate,
{
    type SqlType = <Self::Query as Query>::SqlType;
    type Query = InsertStatement<Table<T>, Records, Conflict, ReturningClause<T::AllColumns>>;

    fn as_query(self) -> Self::Query {
        self.returning(T::ALL_COLUMNS)
    }
}

impl<Tab, Records, Conflict, Returning> diesel::RunQueryDsl<PgConnection>
    for InsertStatement<Tab, Records, Conflict, Returning>
{
}

impl<Tab, Records, Conflict, Returning> Statement
    for InsertStatement<Tab, Records, Conflict, Returning>
{
    type Diesel = Self;

    fn into_diesel(self) -> Self::Diesel {
        self
    }
}

// `insert_into` has checked that the table is written, and `values`, `set` and `filter` all parts with
// `T::Plugin`.
impl<T, Records, Conflict, Returning, P> PluginQuery<P>
    for InsertStatement<Table<T>, Records, Conflict, Returning>
where
    T: PluginTable,
    T::Plugin: ReachableFrom<P>,
{
}

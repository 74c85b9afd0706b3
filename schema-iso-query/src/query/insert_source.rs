//! `InsertSource`: the argument of `.values(…)`.

use diesel::expression::{AppearsOnTable, Expression, NonAggregate};
use diesel::insertable::{ColumnInsertValue, DefaultableColumnInsertValue, Insertable};
use diesel::internal::table_macro::{FromClause, SelectStatement};
use diesel::pg::Pg;
use diesel::query_builder::{
    AsQuery, AstPass, BatchInsert, DefaultValues, Query, QueryFragment, QueryId, ValuesClause,
};
use diesel::query_source::{Alias, QuerySource};
use diesel::result::QueryResult;

use super::boxed::BoxedSelectStatement;
use super::combine::Combination;
use super::plugin_query::PluginQuery;
use crate::table::{ColumnList, PluginTable, Table, TablesOf};

/// Records, or a query that returns them, for the table of `T`.
///
/// Diesel does not check inserted expressions, so a subselect among them could read any table.
/// Here every expression is checked with the table's plugin.
#[diagnostic::on_unimplemented(
    message = "these values cannot be inserted into this table",
    label = "these are neither records of this table nor a select on tables of its plugin",
    note = "insert a struct that derives `Insertable`, `column.eq(value)`, a tuple or a list of these, or a select",
    note = "a select can be inserted if all that it reads are tables of the plugin that owns the table",
    note = "rule ISO-03, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_03/index.html"
)]
pub trait InsertSource<Tab>: Sized {
    /// What is inserted.
    type Records;

    #[doc(hidden)]
    fn into_records(self) -> Self::Records;
}

impl<T, R> InsertSource<Table<T>> for R
where
    T: PluginTable,
    R: Insertable<Table<T>>,
    R::Values: InsertedExpressions<Expressions: AppearsOnTable<TablesOf<T::Plugin>>>,
{
    type Records = R::Values;

    fn into_records(self) -> Self::Records {
        self.values()
    }
}

/// The expressions among records, as one tuple.
#[diagnostic::on_unimplemented(
    message = "these records cannot be inserted, since it is unknown which tables they read",
    note = "an `Insertable` that is written by hand returns what `column.eq(value)`, a tuple or a list of these makes",
    note = "rule ISO-03, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_03/index.html"
)]
pub trait InsertedExpressions {
    /// The tuple.
    type Expressions;
}

/// Records without an expression.
impl InsertedExpressions for DefaultValues {
    type Expressions = ();
}

impl<C, E> InsertedExpressions for ColumnInsertValue<C, E> {
    type Expressions = E;
}

impl<V: InsertedExpressions> InsertedExpressions for DefaultableColumnInsertValue<V> {
    type Expressions = V::Expressions;
}

impl<V: InsertedExpressions, Tab> InsertedExpressions for ValuesClause<V, Tab> {
    type Expressions = V::Expressions;
}

impl<V, Tab, Id, const STATIC: bool> InsertedExpressions for BatchInsert<Vec<V>, Tab, Id, STATIC>
where
    V: InsertedExpressions,
{
    type Expressions = V::Expressions;
}

macro_rules! tuples {
    ($($name:ident)*) => { tuples!(@ [] $($name)*); };
    (@ [$($done:ident)*]) => {};
    (@ [$($done:ident)*] $next:ident $($rest:ident)*) => {
        tuples!(# $($done)* $next);
        tuples!(@ [$($done)* $next] $($rest)*);
    };
    (# $($element:ident)+) => {
        impl<$($element: InsertedExpressions),+> InsertedExpressions for ($($element,)+) {
            type Expressions = ($($element::Expressions,)+);
        }
    };
}

crate::tuple::for_each_arity!(tuples);

/// `INSERT INTO … (columns) SELECT …`.
#[derive(Debug, Clone, Copy)]
pub struct InsertFromSelect<Q, Columns> {
    pub(super) query: Q,
    pub(super) columns: Columns,
}

impl<Q: QueryId, Columns: QueryId> QueryId for InsertFromSelect<Q, Columns> {
    type QueryId = InsertFromSelect<Q::QueryId, Columns::QueryId>;

    const HAS_STATIC_QUERY_ID: bool = Q::HAS_STATIC_QUERY_ID && Columns::HAS_STATIC_QUERY_ID;
}

impl<Q, Columns> QueryFragment<Pg> for InsertFromSelect<Q, Columns>
where
    Columns: ColumnList + Expression,
    Q: Query<SqlType = Columns::SqlType> + QueryFragment<Pg>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("(");
        self.columns.write_names(out.reborrow())?;
        out.push_sql(") ");
        self.query.walk_ast(out)
    }
}

macro_rules! queries_that_can_be_inserted {
    ($([$($parameter:tt)*] $query:ty;)+) => {$(
        impl<$($parameter)*, T> InsertSource<Table<T>> for $query
        where
            T: PluginTable,
            T::AllColumns: NonAggregate,
            Self: Query + PluginQuery<T::Plugin>,
        {
            type Records = InsertFromSelect<Self, T::AllColumns>;

            fn into_records(self) -> Self::Records {
                InsertFromSelect { query: self, columns: T::ALL_COLUMNS }
            }
        }
    )+};
}

queries_that_can_be_inserted! {
    [F: QuerySource, S, D, W, O, LOf, G, H, LC]
        SelectStatement<FromClause<F>, S, D, W, O, LOf, G, H, LC>;
    ['a, ST, QS, GB] BoxedSelectStatement<'a, ST, QS, Pg, GB>;
    [Operator, Left, Right, O, LOf] Combination<Operator, Left, Right, O, LOf>;
}

macro_rules! sources_that_can_be_inserted {
    ($([$($parameter:tt)*] $source:ty;)+) => {$(
        impl<$($parameter)*, T> InsertSource<Table<T>> for $source
        where
            T: PluginTable,
            Self: AsQuery,
            <Self as AsQuery>::Query: InsertSource<Table<T>>,
        {
            type Records = <<Self as AsQuery>::Query as InsertSource<Table<T>>>::Records;

            fn into_records(self) -> Self::Records {
                self.as_query().into_records()
            }
        }
    )+};
}

sources_that_can_be_inserted! {
    [S: PluginTable] Table<S>;
    [S] Alias<S>;
}

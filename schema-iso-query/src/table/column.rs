//! Columns.

use core::fmt;
use core::marker::PhantomData;

use diesel::EqAll;
use diesel::backend::Backend;
use diesel::dsl;
use diesel::expression::{
    AppearsOnTable, AsExpression, Expression, IsContainedInGroupBy, SelectableExpression,
    ValidGrouping, is_aggregate, is_contained_in_group_by,
};
use diesel::expression_methods::ExpressionMethods;
use diesel::internal::table_macro::{
    FromClause, Inner, Join, JoinOn, LeftOuter, Pick, SelectStatement, TablesampleMethod,
};
use diesel::query_builder::{AstPass, Only, QueryFragment, QueryId, Tablesample};
use diesel::query_source::{AppearsInFromClause, Never, Once, QuerySource};
use diesel::result::QueryResult;
use diesel::sql_types::{Bool, SqlType};

use super::import::expect_column;
use super::{NumberedTable, PluginColumn, PluginTable, Table, TableSource};
use crate::marker::Invariant;
use crate::ownership::{Equal, OwnedSource, SamePluginAs, SamePosition};

/// A column of a plugin's table: what `items::name` is.
pub struct Column<C>(Invariant<C>);

impl<C> Column<C> {
    #[doc(hidden)]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<C: PluginColumn> Column<C> {
    /// The name; of an import it is one of the columns that the owner declares.
    const CHECKED_NAME: &'static str = {
        let export = <<C::Table as PluginTable>::Source as TableSource<C::Table>>::EXPORT;
        if let Some(export) = export {
            expect_column(&export, C::NAME);
        }
        C::NAME
    };
}

impl<C> Clone for Column<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for Column<C> {}

impl<C> Default for Column<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C: PluginColumn> fmt::Debug for Column<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}.{}", Table::<C::Table>::new(), C::NAME)
    }
}

impl<C: PluginColumn> QueryId for Column<C> {
    type QueryId = Self;

    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<C: PluginColumn> Expression for Column<C> {
    type SqlType = C::SqlType;
}

impl<C: PluginColumn> diesel::Column for Column<C> {
    type Table = Table<C::Table>;

    const NAME: &'static str = C::NAME;
}

impl<C: PluginColumn, DB: Backend> QueryFragment<DB> for Column<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if !out.should_skip_from() {
            const { &Table::<C::Table>::new() }.walk_ast(out.reborrow())?;
            out.push_sql(".");
        }
        out.push_identifier(Self::CHECKED_NAME)
    }
}

// The first bound follows from the second. It stands first, so that the error for a
// query with a foreign column is about plugins and not about FROM clauses.
impl<C, QS> AppearsOnTable<QS> for Column<C>
where
    C: PluginColumn,
    QS: OwnedSource,
    <C::Table as PluginTable>::Plugin: SamePluginAs<QS::Owner>,
    <<C::Table as PluginTable>::Plugin as SamePluginAs<QS::Owner>>::Then<QS>:
        AppearsInFromClause<Table<C::Table>, Count = Once>,
{
}

// A column appears only in its own table. A bound requires this, and not the head of the
// impl, where rustc would report two types that differ instead of their owners.
impl<C, T> SelectableExpression<Table<T>> for Column<C>
where
    C: PluginColumn,
    T: NumberedTable,
    Self: AppearsOnTable<Table<T>>,
{
}

impl<C> SelectableExpression<Only<Table<C::Table>>> for Column<C>
where
    C: PluginColumn,
    Self: AppearsOnTable<Only<Table<C::Table>>>,
{
}

impl<C, M> SelectableExpression<Tablesample<Table<C::Table>, M>> for Column<C>
where
    C: PluginColumn,
    M: TablesampleMethod,
    Self: AppearsOnTable<Tablesample<Table<C::Table>, M>>,
{
}

impl<C, Left, Right> SelectableExpression<Join<Left, Right, LeftOuter>> for Column<C>
where
    C: PluginColumn,
    Self: AppearsOnTable<Join<Left, Right, LeftOuter>> + SelectableExpression<Left>,
    Left: QuerySource,
    // On the right side of a left join only `.nullable()` can be selected.
    Right: AppearsInFromClause<Table<C::Table>, Count = Never> + QuerySource,
{
}

impl<C, Left, Right> SelectableExpression<Join<Left, Right, Inner>> for Column<C>
where
    C: PluginColumn,
    Self: AppearsOnTable<Join<Left, Right, Inner>>,
    Left: AppearsInFromClause<Table<C::Table>> + QuerySource,
    Right: AppearsInFromClause<Table<C::Table>> + QuerySource,
    (Left::Count, Right::Count): Pick<Left, Right>,
    Self: SelectableExpression<<(Left::Count, Right::Count) as Pick<Left, Right>>::Selection>,
{
}

impl<C, J, On> SelectableExpression<JoinOn<J, On>> for Column<C>
where
    C: PluginColumn,
    Self: SelectableExpression<J> + AppearsOnTable<JoinOn<J, On>>,
{
}

impl<C, F> SelectableExpression<SelectStatement<FromClause<F>>> for Column<C>
where
    C: PluginColumn,
    F: QuerySource,
    Self: SelectableExpression<F> + AppearsOnTable<SelectStatement<FromClause<F>>>,
{
}

impl<C: PluginColumn> ValidGrouping<()> for Column<C> {
    type IsAggregate = is_aggregate::No;
}

// Diesel writes one such impl per column, for any GROUP BY type; stated for
// all columns at once it would meet the impl above, hence one for each shape
// that a GROUP BY clause can have: a column here, tuples below.
impl<C, G> ValidGrouping<Column<G>> for Column<C>
where
    C: PluginColumn,
    G: PluginColumn,
    Column<G>: IsContainedInGroupBy<Self, Output = is_contained_in_group_by::Yes>,
{
    type IsAggregate = is_aggregate::Yes;
}

/// `GROUP BY group` allows `Member` to be selected if it is the same column,
/// or if `group` is the whole primary key of `Member`'s table.
impl<G, Member> IsContainedInGroupBy<Column<Member>> for Column<G>
where
    G: PluginColumn,
    Member: PluginColumn,
    G::Table: NumberedTable,
    Member::Table: NumberedTable,
    <G::Table as PluginTable>::Plugin: SamePluginAs<<Member::Table as PluginTable>::Plugin>,
    <G::Table as NumberedTable>::Position: SamePosition<<Member::Table as NumberedTable>::Position>,
    G: GroupsColumn<Member, SameTableAs<G, Member>>,
{
    type Output = <G as GroupsColumn<Member, SameTableAs<G, Member>>>::Output;
}

type SameTableAs<G, Member> =
    <<<G as PluginColumn>::Table as NumberedTable>::Position as SamePosition<
        <<Member as PluginColumn>::Table as NumberedTable>::Position,
    >>::Answer;

/// The result for two columns, given whether they belong to one table.
pub trait GroupsColumn<Member, SameTable> {
    /// Diesel's `Yes` or `No`.
    type Output;
}

impl<G, Member> GroupsColumn<Member, crate::ownership::No> for G {
    type Output = is_contained_in_group_by::No;
}

impl<G, Member> GroupsColumn<Member, crate::ownership::Yes> for G
where
    G: PluginColumn,
    Member: PluginColumn,
    G::Position: SamePosition<Member::Position>,
{
    type Output = <G::IsPrimaryKey as Equal>::Choose<
        is_contained_in_group_by::Yes,
        <<G::Position as SamePosition<Member::Position>>::Answer as Equal>::Choose<
            is_contained_in_group_by::Yes,
            is_contained_in_group_by::No,
        >,
    >;
}

impl<C, T> EqAll<T> for Column<C>
where
    C: PluginColumn,
    C::SqlType: SqlType,
    T: AsExpression<C::SqlType>,
    dsl::Eq<Self, T::Expression>: Expression<SqlType = Bool>,
{
    type Output = dsl::Eq<Self, T::Expression>;

    fn eq_all(self, rhs: T) -> Self::Output {
        self.eq(rhs)
    }
}

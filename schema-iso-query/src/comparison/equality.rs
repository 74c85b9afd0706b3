//! `Eq`, the type of `left.eq(right)`: a comparison, an assignment, or a value to insert.
//!
//! Diesel's `Eq` is all three as well, but it cannot be named outside Diesel, so a crate between
//! Diesel and the user could not restrict which equalities may be assigned to which table. This one
//! writes the same SQL and can be named.

use diesel::backend::{Backend, DieselReserveSpecialization};
use diesel::expression::{
    AppearsOnTable, Expression, MixedAggregates, SelectableExpression, ValidGrouping,
};
use diesel::insertable::{ColumnInsertValue, Insertable};
use diesel::internal::derives::insertable::UndecoratedInsertRecord;
use diesel::query_builder::{AsChangeset, AstPass, QueryFragment, QueryId, ValuesClause};
use diesel::result::QueryResult;
use diesel::sql_types::{Bool, SqlType, is_nullable};

use crate::table::{Column, ColumnOf, PluginColumn, PluginTable, Table, WrittenIn};

/// `left = right`, in parentheses.
#[derive(Debug, Clone, Copy)]
pub struct Eq<Left, Right> {
    pub(crate) left: Left,
    pub(crate) right: Right,
}

impl<Left, Right> Eq<Left, Right> {
    pub(crate) fn new(left: Left, right: Right) -> Self {
        Self { left, right }
    }
}

impl<Left: QueryId, Right: QueryId> QueryId for Eq<Left, Right> {
    type QueryId = Eq<Left::QueryId, Right::QueryId>;

    const HAS_STATIC_QUERY_ID: bool = Left::HAS_STATIC_QUERY_ID && Right::HAS_STATIC_QUERY_ID;
    const IS_WINDOW_FUNCTION: bool = Left::IS_WINDOW_FUNCTION || Right::IS_WINDOW_FUNCTION;
}

impl<Left, Right> Expression for Eq<Left, Right>
where
    Left: Expression,
    Right: Expression,
    Left::SqlType: SqlType,
    Right::SqlType: SqlType,
    is_nullable::IsSqlTypeNullable<Left::SqlType>:
        diesel::sql_types::OneIsNullable<is_nullable::IsSqlTypeNullable<Right::SqlType>>,
    is_nullable::IsOneNullable<Left::SqlType, Right::SqlType>:
        diesel::sql_types::MaybeNullableType<Bool>,
{
    type SqlType =
        is_nullable::MaybeNullable<is_nullable::IsOneNullable<Left::SqlType, Right::SqlType>, Bool>;
}

impl<Left, Right, DB> QueryFragment<DB> for Eq<Left, Right>
where
    DB: Backend + DieselReserveSpecialization,
    Left: QueryFragment<DB>,
    Right: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("(");
        self.left.walk_ast(out.reborrow())?;
        out.push_sql(" = ");
        self.right.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

impl<Left, Right, QS> AppearsOnTable<QS> for Eq<Left, Right>
where
    Self: Expression,
    Left: AppearsOnTable<QS>,
    Right: AppearsOnTable<QS>,
{
}

impl<Left, Right, QS> SelectableExpression<QS> for Eq<Left, Right>
where
    Self: AppearsOnTable<QS>,
    Left: SelectableExpression<QS>,
    Right: SelectableExpression<QS>,
{
}

impl<Left, Right, G> ValidGrouping<G> for Eq<Left, Right>
where
    Left: ValidGrouping<G>,
    Right: ValidGrouping<G>,
    Left::IsAggregate: MixedAggregates<Right::IsAggregate>,
{
    type IsAggregate = <Left::IsAggregate as MixedAggregates<Right::IsAggregate>>::Output;
}

/// Diesel's own equality of the same two sides.
type DieselEq<Left, Right> = diesel::dsl::Eq<Left, Right>;

/// Builds Diesel's `Eq`; `AsExpression` is the identity on expressions.
macro_rules! diesel_eq {
    ($left:expr, $right:expr) => {
        diesel::ExpressionMethods::eq($left, $right)
    };
}

/// `C`, if it is a column of the table of `T`.
type WrittenColumn<C, T> = <Table<<C as PluginColumn>::Table> as WrittenIn<Table<T>>>::Then<C>;

// The type is written out, and the bounds are few, since rustc proves them for each field of each
// struct that derives `Insertable`. Whose the column is, is asked first: if it is another plugin's,
// rustc knows neither the column that is written nor an error in what follows.
impl<C, Right, T> Insertable<Table<T>> for Eq<Column<C>, Right>
where
    C: PluginColumn,
    Table<C::Table>: WrittenIn<Table<T>, Then<C>: ColumnOf<T, SqlType = C::SqlType>>,
    T: PluginTable,
    Right: Expression<SqlType = C::SqlType>,
{
    type Values = ValuesClause<ColumnInsertValue<Column<WrittenColumn<C, T>>, Right>, Table<T>>;

    fn values(self) -> Self::Values {
        diesel_eq!(Column::<WrittenColumn<C, T>>::new(), self.right).values()
    }
}

impl<'a, Left, Right, T> Insertable<Table<T>> for &'a Eq<Left, Right>
where
    Left: Copy,
    Eq<Left, &'a Right>: Insertable<Table<T>>,
{
    type Values = <Eq<Left, &'a Right> as Insertable<Table<T>>>::Values;

    fn values(self) -> Self::Values {
        Eq::new(self.left, &self.right).values()
    }
}

impl<C, Right, T> UndecoratedInsertRecord<Table<T>> for Eq<Column<C>, Right>
where
    C: PluginColumn,
    Table<C::Table>: WrittenIn<Table<T>>,
{
}

impl<C, Right, T> UndecoratedInsertRecord<Table<T>> for Option<Eq<Column<C>, Right>>
where
    C: PluginColumn,
    Table<C::Table>: WrittenIn<Table<T>>,
{
}

impl<Left, Right> AsChangeset for Eq<Left, Right>
where
    Left: Expression,
    Left::SqlType: SqlType + diesel::sql_types::SingleValue,
    Right: diesel::expression::AsExpression<Left::SqlType>,
    DieselEq<Left, Right>: AsChangeset,
    // Diesel checks the right side only, and `array[index]` has an expression on the left.
    Left: AppearsOnTable<<DieselEq<Left, Right> as AsChangeset>::Target>,
{
    type Target = <DieselEq<Left, Right> as AsChangeset>::Target;
    type Changeset = <DieselEq<Left, Right> as AsChangeset>::Changeset;

    fn as_changeset(self) -> Self::Changeset {
        diesel_eq!(self.left, self.right).as_changeset()
    }
}

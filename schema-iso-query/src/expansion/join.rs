//! The condition of a join along a foreign key.

use diesel::ExpressionMethods;
use diesel::expression::{AsExpression, Expression};
use diesel::expression_methods::NullableExpressionMethods;
use diesel::internal::table_macro::NullableExpression;
use diesel::sql_types::SqlType;

use crate::comparison::Eq;
use crate::marker::{Impossible, Possible};
use crate::ownership::SamePluginAs;
use crate::table::{Column, PluginColumn, PluginTable};

/// `foreign_key = primary_key`, both as nullable: what Diesel's `joinable!` writes.
///
/// The owners of the two tables are compared first, then the types of the columns. Where either
/// differs, rustc does not know the type, and reports nothing more of it.
pub type ForeignKeyEq<A, B, F, P> = <<<A as PluginTable>::Plugin as SamePluginAs<
    <B as PluginTable>::Plugin,
>>::Then<F> as ForeignKeyTo<P>>::OnClause;

/// Writes the condition of a reference.
#[must_use]
pub fn foreign_key_eq<Condition: KeyEquality>() -> Condition {
    Condition::new()
}

/// The equality of two columns, both as nullable.
pub trait KeyEquality {
    /// Writes it.
    fn new() -> Self;
}

impl<F, P> KeyEquality for Eq<NullableExpression<Column<F>>, NullableExpression<Column<P>>>
where
    F: PluginColumn,
    P: PluginColumn,
{
    fn new() -> Self {
        Eq::new(Column::new().nullable(), Column::new().nullable())
    }
}

/// A column that can reference the column `P`.
#[diagnostic::on_unimplemented(
    message = "the foreign key does not have the SQL type of the column that it references",
    label = "the two have different SQL types, or the referenced key has several columns",
    note = "help: give the field of the foreign key the type of the field that it references",
    note = "help: name the column that is referenced, if it is not the primary key: `references = groups(code)`"
)]
pub trait ForeignKeyTo<P> {
    /// The condition.
    type OnClause;
}

#[diagnostic::do_not_recommend]
impl<F, P> ForeignKeyTo<Column<P>> for Column<F>
where
    F: PluginColumn,
    P: PluginColumn,
    NullableExpression<Self>: Expression<SqlType: SqlType> + ExpressionMethods,
    NullableExpression<Column<P>>: AsExpression<
            <NullableExpression<Self> as Expression>::SqlType,
            Expression = NullableExpression<Column<P>>,
        >,
{
    type OnClause = Eq<NullableExpression<Self>, NullableExpression<Column<P>>>;
}

// Never holds. With a second candidate, rustc reports the trait above, and knows no condition.
#[diagnostic::do_not_recommend]
impl<F, P> ForeignKeyTo<P> for F
where
    Impossible<F>: Possible,
{
    type OnClause = Impossible<F>;
}

/// A primary key of one column, which a foreign key of one column can reference.
#[diagnostic::on_unimplemented(
    message = "the referenced table has a primary key of several columns",
    note = "help: name the column that is referenced: `#[column(references = groups(id))]`"
)]
pub trait PrimaryKeyColumn {
    /// The name of the column.
    const NAME: &'static str;
}

impl<C: PluginColumn> PrimaryKeyColumn for Column<C> {
    const NAME: &'static str = C::NAME;
}

/// A column, for its row.
pub trait ColumnOfRow {
    /// The row struct of the column's table.
    type Row: PluginTable;
}

impl<C: PluginColumn> ColumnOfRow for Column<C> {
    type Row = C::Table;
}

/// The row struct of a column's table.
pub type RowOf<C> = <C as ColumnOfRow>::Row;

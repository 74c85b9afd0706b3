//! The target of ON CONFLICT.

use diesel::expression::AppearsOnTable;
use diesel::pg::Pg;
use diesel::query_builder::AstPass;
use diesel::result::QueryResult;

use crate::table::{Column, ColumnList, PluginColumn, PluginTable, Table};

/// The target of ON CONFLICT: columns, or a constraint.
#[diagnostic::on_unimplemented(
    message = "this cannot be the target of ON CONFLICT",
    label = "this is neither columns of the table nor a constraint",
    note = "name a column of the table, a tuple of its columns, or `on_constraint(\"name\")`"
)]
pub trait ConflictTarget<Tab> {}

impl<C, T> ConflictTarget<Table<T>> for Column<C>
where
    C: PluginColumn,
    T: PluginTable,
    Self: AppearsOnTable<Table<T>>,
{
}

macro_rules! tuples {
    ($($name:ident)*) => { tuples!(@ [] $($name)*); };
    (@ [$($done:ident)*]) => {};
    (@ [$($done:ident)*] $next:ident $($rest:ident)*) => {
        tuples!(# $($done)* $next);
        tuples!(@ [$($done)* $next] $($rest)*);
    };
    (# $($element:ident)+) => {
        impl<Tab, $($element),+> ConflictTarget<Tab> for ($($element,)+)
        where
            Self: ColumnList + AppearsOnTable<Tab>,
        {
        }

        impl<$($element),+> WriteTarget for ($($element,)+)
        where
            Self: ColumnList,
        {
            fn write(&self, mut out: AstPass<'_, '_, Pg>) -> QueryResult<()> {
                out.push_sql(" (");
                self.write_names(out.reborrow())?;
                out.push_sql(")");
                Ok(())
            }
        }
    };
}

crate::tuple::for_each_arity!(tuples);

/// Writes a target.
pub trait WriteTarget {
    #[doc(hidden)]
    fn write(&self, out: AstPass<'_, '_, Pg>) -> QueryResult<()>;
}

impl<C: PluginColumn> WriteTarget for Column<C> {
    fn write(&self, mut out: AstPass<'_, '_, Pg>) -> QueryResult<()> {
        out.push_sql(" (");
        out.push_identifier(C::NAME)?;
        out.push_sql(")");
        Ok(())
    }
}

/// Any conflict.
#[derive(Debug, Clone, Copy)]
pub struct AnyConflict;

impl WriteTarget for AnyConflict {
    fn write(&self, _: AstPass<'_, '_, Pg>) -> QueryResult<()> {
        Ok(())
    }
}

/// A conflict with the constraint of this name.
pub fn on_constraint(constraint_name: &str) -> OnConstraint<'_> {
    OnConstraint { constraint_name }
}

/// The type of [`on_constraint`]`(name)`.
#[derive(Debug, Clone, Copy)]
pub struct OnConstraint<'a> {
    constraint_name: &'a str,
}

impl<Tab> ConflictTarget<Tab> for OnConstraint<'_> {}

impl WriteTarget for OnConstraint<'_> {
    fn write(&self, mut out: AstPass<'_, '_, Pg>) -> QueryResult<()> {
        out.push_sql(" ON CONSTRAINT ");
        out.push_identifier(self.constraint_name)
    }
}

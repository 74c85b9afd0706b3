//! Lists of columns, as INSERT, COPY and keys write them.

use diesel::backend::Backend;
use diesel::query_builder::AstPass;
use diesel::result::QueryResult;

use super::{Column, PluginColumn};

/// Columns as an INSERT lists them: a column, or a tuple of columns. Their owner is checked elsewhere.
#[diagnostic::on_unimplemented(
    message = "this is not a list of columns",
    label = "this is neither a column nor a tuple of columns",
    note = "write a column, or a tuple of columns"
)]
pub trait ColumnList {
    #[doc(hidden)]
    fn write_names<DB: Backend>(&self, out: AstPass<'_, '_, DB>) -> QueryResult<()>;
}

impl<C: PluginColumn> ColumnList for Column<C> {
    fn write_names<DB: Backend>(&self, mut out: AstPass<'_, '_, DB>) -> QueryResult<()> {
        out.push_identifier(C::NAME)
    }
}

macro_rules! column_lists {
    ($($name:ident)*) => { column_lists!(@ [] $($name)*); };
    (@ [$($done:ident)*]) => {};
    (@ [$($done:ident)*] $next:ident $($rest:ident)*) => {
        column_lists!(# $($done)* $next);
        column_lists!(@ [$($done)* $next] $($rest)*);
    };
    (# $first:ident $($element:ident)*) => {
        #[expect(non_snake_case, reason = "the elements are named after their types")]
        impl<$first, $($element),*> ColumnList for ($first, $($element,)*)
        where
            $first: ColumnList,
            $($element: ColumnList,)*
        {
            fn write_names<DB: Backend>(&self, mut out: AstPass<'_, '_, DB>) -> QueryResult<()> {
                let ($first, $($element,)*) = self;
                $first.write_names(out.reborrow())?;
                $(
                    out.push_sql(", ");
                    $element.write_names(out.reborrow())?;
                )*
                Ok(())
            }
        }
    };
}

crate::tuple::for_each_arity!(column_lists);

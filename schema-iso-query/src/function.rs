//! SQL functions of a plugin, made by its migrations.
//!
//! `#[plugin_functions]` declares them; a call names the plugin's schema, so it
//! can only reach a function there. Whose schema it is, is checked like a
//! table's: a function of another plugin fits into no query.

use core::fmt;
use core::marker::PhantomData;

use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, TypedExpressionType, ValidGrouping,
    is_aggregate,
};
use diesel::internal::table_macro::NoFromClause;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::SqlType;

use crate::marker::Invariant;
use crate::ownership::{OwnedSource, SamePluginAs};
use crate::plugin::{Plugin, SchemaOf};

/// A SQL function in a plugin's schema; `#[plugin_functions]` implements it on a marker type.
pub trait PluginFunction: 'static {
    /// The owner.
    type Plugin: Plugin;
    /// The SQL type of the result.
    type ReturnType: SqlType + TypedExpressionType;

    /// The function's name, without its schema.
    const NAME: &'static str;
}

/// A call of a plugin's SQL function.
///
/// `Arguments` is a tuple of expressions, or [`NoArguments`].
pub struct FunctionCall<F, Arguments> {
    arguments: Arguments,
    function: Invariant<F>,
}

impl<F, Arguments> FunctionCall<F, Arguments> {
    #[doc(hidden)]
    pub const fn new(arguments: Arguments) -> Self {
        Self {
            arguments,
            function: PhantomData,
        }
    }
}

impl<F, Arguments: Clone> Clone for FunctionCall<F, Arguments> {
    fn clone(&self) -> Self {
        Self::new(self.arguments.clone())
    }
}

impl<F, Arguments: Copy> Copy for FunctionCall<F, Arguments> {}

impl<F: PluginFunction, Arguments: fmt::Debug> fmt::Debug for FunctionCall<F, Arguments> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple(F::NAME)
            .field(&self.arguments)
            .finish()
    }
}

/// The arguments of a function that takes none.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoArguments;

impl Expression for NoArguments {
    type SqlType = diesel::expression::expression_types::NotSelectable;
}

impl<QS> AppearsOnTable<QS> for NoArguments {}
impl<QS> SelectableExpression<QS> for NoArguments {}

impl<G> ValidGrouping<G> for NoArguments {
    type IsAggregate = is_aggregate::Never;
}

impl<DB: Backend> QueryFragment<DB> for NoArguments {
    fn walk_ast<'b>(&'b self, _: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        Ok(())
    }
}

impl QueryId for NoArguments {
    type QueryId = Self;

    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<F: PluginFunction, Arguments> Expression for FunctionCall<F, Arguments> {
    type SqlType = F::ReturnType;
}

impl<F, Arguments, QS> AppearsOnTable<QS> for FunctionCall<F, Arguments>
where
    F: PluginFunction,
    F::Plugin: SamePluginAs<QS::Owner>,
    QS: OwnedSource,
    Arguments: AppearsOnTable<QS>,
{
}

// Without FROM there is nothing to compare with; whoever accepts an expression
// without FROM holds it against a `TablesOf`, which is an `OwnedSource`.
impl<F, Arguments> AppearsOnTable<NoFromClause> for FunctionCall<F, Arguments>
where
    F: PluginFunction,
    Arguments: AppearsOnTable<NoFromClause>,
{
}

impl<F, Arguments, QS> SelectableExpression<QS> for FunctionCall<F, Arguments>
where
    F: PluginFunction,
    Self: AppearsOnTable<QS>,
    Arguments: SelectableExpression<QS>,
{
}

impl<F, Arguments, G> ValidGrouping<G> for FunctionCall<F, Arguments>
where
    F: PluginFunction,
    Arguments: ValidGrouping<G>,
{
    type IsAggregate = Arguments::IsAggregate;
}

impl<F, Arguments, DB> QueryFragment<DB> for FunctionCall<F, Arguments>
where
    F: PluginFunction,
    DB: Backend,
    Arguments: QueryFragment<DB>,
{
    /// Writes `"plugin_my_feature"."score"(…)`.
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_identifier(SchemaOf::<F::Plugin>::NAME)?;
        out.push_sql(".");
        out.push_identifier(F::NAME)?;
        out.push_sql("(");
        self.arguments.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

impl<F, Arguments> QueryId for FunctionCall<F, Arguments>
where
    F: PluginFunction,
    Arguments: QueryId,
{
    type QueryId = FunctionCall<F, Arguments::QueryId>;

    const HAS_STATIC_QUERY_ID: bool = Arguments::HAS_STATIC_QUERY_ID;
    const IS_WINDOW_FUNCTION: bool = Arguments::IS_WINDOW_FUNCTION;
}

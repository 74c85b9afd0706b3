//! The WHERE clauses of ON CONFLICT: of a partial index, and of DO UPDATE.

use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment};
use diesel::result::QueryResult;

/// No WHERE clause.
#[derive(Debug, Clone, Copy)]
pub struct NoFilter;

/// A WHERE clause.
#[derive(Debug, Clone, Copy)]
pub struct FilteredBy<Predicate>(Predicate);

impl QueryFragment<Pg> for NoFilter {
    fn walk_ast<'b>(&'b self, _: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        Ok(())
    }
}

impl<Predicate: QueryFragment<Pg>> QueryFragment<Pg> for FilteredBy<Predicate> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(" WHERE ");
        self.0.walk_ast(out)
    }
}

macro_rules! adds_a_predicate {
    ($($(#[$doc:meta])* $dsl:ident :: $method:ident, $(#[$node_doc:meta])* $node:ident, $sql:literal;)+) => {$(
        $(#[$doc])*
        pub trait $dsl<Predicate> {
            /// The clause with the predicate.
            type Output;

            #[doc(hidden)]
            fn $method(self, predicate: Predicate) -> Self::Output;
        }

        impl<Predicate> $dsl<Predicate> for NoFilter {
            type Output = FilteredBy<Predicate>;

            fn $method(self, predicate: Predicate) -> Self::Output {
                FilteredBy(predicate)
            }
        }

        impl<First, Predicate> $dsl<Predicate> for FilteredBy<First> {
            type Output = FilteredBy<$node<First, Predicate>>;

            fn $method(self, predicate: Predicate) -> Self::Output {
                FilteredBy($node(self.0, predicate))
            }
        }

        $(#[$node_doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $node<First, Second>(First, Second);

        impl<First, Second> QueryFragment<Pg> for $node<First, Second>
        where
            First: QueryFragment<Pg>,
            Second: QueryFragment<Pg>,
        {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
                out.push_sql("(");
                self.0.walk_ast(out.reborrow())?;
                out.push_sql($sql);
                self.1.walk_ast(out.reborrow())?;
                out.push_sql(")");
                Ok(())
            }
        }
    )+};
}

adds_a_predicate! {
    /// A WHERE clause that can take one more predicate, which must hold, too.
    AndFilter::and_filter,
    /// Two predicates that must both hold.
    Both, " AND ";
    /// A WHERE clause that can take one more predicate, which may hold instead.
    OrFilter::or_filter,
    /// Two predicates of which one must hold.
    Either, " OR ";
}

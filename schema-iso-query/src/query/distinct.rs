//! DISTINCT ON.

use diesel::dsl::DistinctOn;
use diesel::query_dsl::methods::DistinctOnDsl;

use crate::marker::{Impossible, Possible};

/// Expressions that can stand in the DISTINCT ON of the query `Q`.
#[diagnostic::on_unimplemented(
    message = "this cannot stand in DISTINCT ON of this query",
    label = "this reads a table that the query does not read, or one of another plugin, or does not fit what is ordered by",
    note = "DISTINCT ON takes columns and expressions of the tables in FROM",
    note = "rule ISO-03, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_03/index.html"
)]
pub trait DistinctIn<Q> {
    /// The query.
    type Output;

    #[doc(hidden)]
    fn distinct_in(self, query: Q) -> Self::Output;
}

impl<Q, Expr> DistinctIn<Q> for Expr
where
    Q: DistinctOnDsl<Expr>,
{
    type Output = DistinctOn<Q, Expr>;

    fn distinct_in(self, query: Q) -> Self::Output {
        query.distinct_on(self)
    }
}

#[diagnostic::do_not_recommend]
impl<Q, Expr> DistinctIn<Q> for Expr
where
    Impossible<Expr>: Possible,
{
    type Output = Expr;

    fn distinct_in(self, _: Q) -> Expr {
        self
    }
}

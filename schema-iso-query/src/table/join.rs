//! Joins that need no ON clause, because the table says what it references.

use diesel::internal::table_macro::{FromClause, Join, JoinOn, SelectStatement, TablesampleMethod};
use diesel::query_builder::{Only, Tablesample};
use diesel::query_source::{Alias, JoinTo, QuerySource};

use super::{PluginTable, Table};
use crate::ownership::SamePluginAs;

/// The table of `Self` can be joined with the table of `Other`.
///
/// `#[column(references = …)]` and `joinable!` implement it, for both directions.
#[diagnostic::on_unimplemented(
    message = "the table of `{Self}` cannot be joined with the table of `{Other}`: neither references the other",
    note = "write `#[column(references = …)]` on the foreign key, or give the join an ON clause: `.inner_join(other.on(…))`"
)]
pub trait References<Other: PluginTable>: PluginTable {
    /// `foreign_key = primary_key`, both as nullable: what Diesel's `joinable!` writes.
    type OnClause;

    /// The condition of the join.
    fn on_clause() -> Self::OnClause;
}

impl<A, B> JoinTo<Table<B>> for Table<A>
where
    A: References<B>,
    B: PluginTable,
    A::Plugin: SamePluginAs<B::Plugin>,
{
    type FromClause = Table<B>;
    type OnClause = <A as References<B>>::OnClause;

    fn join_target(rhs: Table<B>) -> (Self::FromClause, Self::OnClause) {
        (rhs, A::on_clause())
    }
}

/// A join is symmetric: if the other side knows how to join this table, so does this table.
macro_rules! join_the_other_way_round {
    ($([$($parameters:tt)*] $other:ty, where { $($bounds:tt)* })+) => {$(
        impl<A, $($parameters)*> JoinTo<$other> for Table<A>
        where
            A: PluginTable,
            $other: JoinTo<Table<A>>,
            $($bounds)*
        {
            type FromClause = $other;
            type OnClause = <$other as JoinTo<Table<A>>>::OnClause;

            fn join_target(rhs: $other) -> (Self::FromClause, Self::OnClause) {
                let (_, on_clause) = <$other as JoinTo<Table<A>>>::join_target(Table::new());
                (rhs, on_clause)
            }
        }
    )+};
}

join_the_other_way_round! {
    [Left, Right, Kind] Join<Left, Right, Kind>, where { Left: QuerySource, Right: QuerySource }
    [J, On] JoinOn<J, On>, where {}
    [F, S, D, W, O, L, Of, G] SelectStatement<FromClause<F>, S, D, W, O, L, Of, G>, where { F: QuerySource }
    [S] Alias<S>, where {}
    [S] Only<S>, where {}
    [S, M] Tablesample<S, M>, where { M: TablesampleMethod }
}

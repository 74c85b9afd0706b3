//! Joins.
//!
//! Diesel checks a join piece by piece, and rustc reports each piece that does not fit. So the owners
//! of the two sides are compared first, and Diesel is asked only if they are one plugin.

use diesel::dsl::On;
use diesel::expression::AppearsOnTable;
use diesel::internal::table_macro::{FromClause, Join, SelectStatement, TablesampleMethod};
use diesel::query_builder::{Only, Tablesample};
use diesel::query_dsl::JoinWithImplicitOnClause;
use diesel::query_source::{Alias, QuerySource};

use super::BoxedSelectStatement;
use crate::marker::{Impossible, Possible};
use crate::ownership::{OwnedSource, SamePluginAs};
use crate::plugin::Plugin;
use crate::table::Table;

/// `Self` can be joined with `Rhs`; `Kind` is Diesel's `Inner` or `LeftOuter`.
pub trait JoinDsl<Rhs, Kind> {
    /// The join.
    type Output;

    #[doc(hidden)]
    fn join(self, rhs: Rhs, kind: Kind) -> Self::Output;
}

/// `Left`, if both sides belong to one plugin and the condition is about them.
type Checked<Left, Rhs, Kind> =
    <SameOwner<Left, Rhs, Rhs> as ConditionFits<Left, Kind>>::Then<Left>;

/// `T`, if both sides belong to one plugin.
type SameOwner<Left, Rhs, T> =
    <<Left as JoinSide>::Owner as SamePluginAs<<Rhs as JoinSide>::Owner>>::Then<T>;

impl<Left, Rhs, Kind> JoinDsl<Rhs, Kind> for Left
where
    Left: JoinSide,
    Rhs: JoinSide,
    Left::Owner: SamePluginAs<Rhs::Owner, Then<Rhs>: ConditionFits<Left, Kind>>,
    Checked<Left, Rhs, Kind>: JoinWithImplicitOnClause<Rhs, Kind>,
{
    type Output = <Checked<Left, Rhs, Kind> as JoinWithImplicitOnClause<Rhs, Kind>>::Output;

    fn join(self, rhs: Rhs, kind: Kind) -> Self::Output {
        <SameOwner<Left, Rhs, Rhs> as ConditionFits<Left, Kind>>::then(self)
            .join_with_implicit_on_clause(rhs, kind)
    }
}

/// A right side whose condition, if it has one, is about the tables of the join with `Left`.
#[diagnostic::on_unimplemented(
    message = "the condition of this join is about a table that is not joined here",
    label = "a column or a subselect of this condition is of a table that is not part of the join, or of another plugin's",
    note = "help: join the table, too, or leave it out of the condition; tables of another plugin cannot be joined",
    note = "rule ISO-03, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_03/index.html"
)]
pub trait ConditionFits<Left, Kind> {
    /// `T`, for bounds on `T` that are checked only if the condition fits.
    type Then<T>;

    #[doc(hidden)]
    fn then<T>(value: T) -> Self::Then<T>;
}

macro_rules! fits {
    ($($(#[$attribute:meta])? [$($parameter:tt)*] $side:ty, where { $($bounds:tt)* })+) => {$(
        $(#[$attribute])?
        impl<$($parameter)*, Left, Kind> ConditionFits<Left, Kind> for $side
        where
            $($bounds)*
        {
            type Then<T_> = T_;

            fn then<T_>(value: T_) -> T_ {
                value
            }
        }
    )+};
}

fits! {
    [S, C] On<S, C>, where {
        Left: JoinSide,
        S: QuerySource,
        C: AppearsOnTable<Join<Left::From, S, Kind>>,
    }
    // Never holds. With a second candidate, rustc reports the trait above, and not each table.
    #[diagnostic::do_not_recommend]
    [S, C] On<S, C>, where { Impossible<S>: Possible }
}

/// What can be joined: an explicit list.
#[diagnostic::on_unimplemented(
    message = "this cannot be joined",
    label = "this is neither a table of a plugin nor a select on such tables",
    note = "join tables, aliases of tables, and selects on them"
)]
pub trait JoinSide {
    /// The plugin that owns its tables.
    type Owner: Plugin;
    /// What stands in FROM.
    type From: QuerySource;
}

macro_rules! sources {
    ($([$($parameter:tt)*] $source:ty;)+) => {$(
        impl<$($parameter)*> JoinSide for $source
        where
            Self: OwnedSource + QuerySource,
        {
            type Owner = <Self as OwnedSource>::Owner;
            type From = Self;
        }

        fits! { [$($parameter)*] $source, where {} }
    )+};
}

sources! {
    [T] Table<T>;
    [S] Alias<S>;
    [S] Only<S>;
    [S, M: TablesampleMethod] Tablesample<S, M>;
}

macro_rules! selects {
    ($([$($parameter:tt)*] $select:ty;)+) => {$(
        impl<$($parameter)*, F> JoinSide for $select
        where
            F: QuerySource + OwnedSource,
        {
            type Owner = F::Owner;
            type From = F;
        }

        fits! { [$($parameter)*, F: QuerySource] $select, where {} }
    )+};
}

selects! {
    [S, D, W, O, LOf, G, H, LC] SelectStatement<FromClause<F>, S, D, W, O, LOf, G, H, LC>;
    ['a, ST, DB, GB] BoxedSelectStatement<'a, ST, FromClause<F>, DB, GB>;
}

/// A side with a condition.
impl<S: JoinSide, Condition> JoinSide for On<S, Condition> {
    type Owner = S::Owner;
    type From = S::From;
}

//! `QueryDsl`: building a select.
//!
//! The methods are Diesel's. The trait is this crate's own for one reason: Diesel's `into_boxed` loses
//! the tables that a query reads, and Diesel accepts a boxed query as a subselect of any other. This
//! trait's boxed query keeps them (see [`super::boxed`]).

use diesel::backend::Backend;
use diesel::dsl::{
    CountStar, Distinct, Filter, Find, ForKeyShare, ForNoKeyUpdate, ForShare, ForUpdate, GroupBy,
    Having, Limit, NoWait, NullableSelect, Offset, OrFilter, Order, OrderBy, Select, SkipLocked,
    ThenOrderBy, count_star,
};
use diesel::expression::Expression;
use diesel::internal::table_macro::{Inner, LeftOuter, SelectStatement};
use diesel::query_builder::{Only, Tablesample};
use diesel::query_dsl::methods;
use diesel::query_source::Alias;

use super::boxed::BoxedDsl;
use super::distinct::DistinctIn;
use super::join::JoinDsl;
use super::lock::{
    ForKeyShareLock, ForNoKeyUpdateLock, ForShareLock, ForUpdateLock, LockedRows, NoWaitModifier,
    Probe, SkipLockedModifier,
};
use super::subselect::SingleValueDsl;
use super::{BoxedSelectStatement, Combination};
use crate::table::{PluginTable, Table};

/// The methods that build a select, under Diesel's names.
pub trait QueryDsl: Sized {
    /// Adds `DISTINCT`.
    fn distinct(self) -> Distinct<Self>
    where
        Self: methods::DistinctDsl,
    {
        methods::DistinctDsl::distinct(self)
    }

    /// Adds `DISTINCT ON`.
    fn distinct_on<Expr>(self, expr: Expr) -> Expr::Output
    where
        Expr: DistinctIn<Self>,
    {
        expr.distinct_in(self)
    }

    /// Sets the select clause.
    fn select<Selection>(self, selection: Selection) -> Select<Self, Selection>
    where
        Selection: Expression,
        Self: methods::SelectDsl<Selection>,
    {
        methods::SelectDsl::select(self, selection)
    }

    /// Selects `count(*)`.
    fn count(self) -> Select<Self, CountStar>
    where
        Self: methods::SelectDsl<CountStar>,
    {
        methods::SelectDsl::select(self, count_star())
    }

    /// Joins two tables, keeping the rows that match.
    fn inner_join<Rhs>(self, rhs: Rhs) -> <Self as JoinDsl<Rhs, Inner>>::Output
    where
        Self: JoinDsl<Rhs, Inner>,
    {
        JoinDsl::join(self, rhs, Inner)
    }

    /// Joins two tables, keeping all rows of the left one.
    fn left_outer_join<Rhs>(self, rhs: Rhs) -> <Self as JoinDsl<Rhs, LeftOuter>>::Output
    where
        Self: JoinDsl<Rhs, LeftOuter>,
    {
        JoinDsl::join(self, rhs, LeftOuter)
    }

    /// An alias for [`left_outer_join`](Self::left_outer_join).
    fn left_join<Rhs>(self, rhs: Rhs) -> <Self as JoinDsl<Rhs, LeftOuter>>::Output
    where
        Self: JoinDsl<Rhs, LeftOuter>,
    {
        JoinDsl::join(self, rhs, LeftOuter)
    }

    /// Adds to the WHERE clause with AND.
    #[doc(alias = "where")]
    fn filter<Predicate>(self, predicate: Predicate) -> Filter<Self, Predicate>
    where
        Self: methods::FilterDsl<Predicate>,
    {
        methods::FilterDsl::filter(self, predicate)
    }

    /// Adds to the WHERE clause with OR.
    #[doc(alias = "where")]
    fn or_filter<Predicate>(self, predicate: Predicate) -> OrFilter<Self, Predicate>
    where
        Self: methods::OrFilterDsl<Predicate>,
    {
        methods::OrFilterDsl::or_filter(self, predicate)
    }

    /// Filters by the primary key.
    fn find<PK>(self, id: PK) -> Find<Self, PK>
    where
        Self: methods::FindDsl<PK>,
    {
        methods::FindDsl::find(self, id)
    }

    /// Sets the ORDER BY clause.
    fn order<Expr>(self, expr: Expr) -> Order<Self, Expr>
    where
        Expr: Expression,
        Self: methods::OrderDsl<Expr>,
    {
        methods::OrderDsl::order(self, expr)
    }

    /// An alias for [`order`](Self::order).
    fn order_by<Expr>(self, expr: Expr) -> OrderBy<Self, Expr>
    where
        Expr: Expression,
        Self: methods::OrderDsl<Expr>,
    {
        methods::OrderDsl::order(self, expr)
    }

    /// Adds to the ORDER BY clause.
    fn then_order_by<Expr>(self, order: Expr) -> ThenOrderBy<Self, Expr>
    where
        Self: methods::ThenOrderDsl<Expr>,
    {
        methods::ThenOrderDsl::then_order_by(self, order)
    }

    /// Sets the LIMIT clause.
    fn limit(self, limit: i64) -> Limit<Self>
    where
        Self: methods::LimitDsl,
    {
        methods::LimitDsl::limit(self, limit)
    }

    /// Sets the OFFSET clause.
    fn offset(self, offset: i64) -> Offset<Self>
    where
        Self: methods::OffsetDsl,
    {
        methods::OffsetDsl::offset(self, offset)
    }

    /// Sets the GROUP BY clause.
    fn group_by<GB>(self, group_by: GB) -> GroupBy<Self, GB>
    where
        GB: Expression,
        Self: methods::GroupByDsl<GB>,
    {
        methods::GroupByDsl::group_by(self, group_by)
    }

    /// Sets the HAVING clause.
    fn having<Predicate>(self, predicate: Predicate) -> Having<Self, Predicate>
    where
        Self: methods::HavingDsl<Predicate>,
    {
        methods::HavingDsl::having(self, predicate)
    }

    /// Adds `FOR UPDATE`.
    fn for_update(self) -> ForUpdate<Self>
    where
        Self: methods::LockingDsl<ForUpdateLock> + LockedRows,
    {
        methods::LockingDsl::with_lock(self, diesel::QueryDsl::for_update(Probe))
    }

    /// Adds `FOR NO KEY UPDATE`.
    fn for_no_key_update(self) -> ForNoKeyUpdate<Self>
    where
        Self: methods::LockingDsl<ForNoKeyUpdateLock> + LockedRows,
    {
        methods::LockingDsl::with_lock(self, diesel::QueryDsl::for_no_key_update(Probe))
    }

    /// Adds `FOR SHARE`.
    fn for_share(self) -> ForShare<Self>
    where
        Self: methods::LockingDsl<ForShareLock> + LockedRows,
    {
        methods::LockingDsl::with_lock(self, diesel::QueryDsl::for_share(Probe))
    }

    /// Adds `FOR KEY SHARE`.
    fn for_key_share(self) -> ForKeyShare<Self>
    where
        Self: methods::LockingDsl<ForKeyShareLock> + LockedRows,
    {
        methods::LockingDsl::with_lock(self, diesel::QueryDsl::for_key_share(Probe))
    }

    /// Adds `SKIP LOCKED` to a locking clause.
    fn skip_locked(self) -> SkipLocked<Self>
    where
        Self: methods::ModifyLockDsl<SkipLockedModifier>,
    {
        methods::ModifyLockDsl::modify_lock(self, diesel::QueryDsl::skip_locked(Probe))
    }

    /// Adds `NOWAIT` to a locking clause.
    fn no_wait(self) -> NoWait<Self>
    where
        Self: methods::ModifyLockDsl<NoWaitModifier>,
    {
        methods::ModifyLockDsl::modify_lock(self, diesel::QueryDsl::no_wait(Probe))
    }

    /// Boxes the pieces of the query, so that its type no longer tells them apart.
    fn into_boxed<'a, DB>(self) -> <Self as BoxedDsl<'a, DB>>::Output
    where
        DB: Backend,
        Self: BoxedDsl<'a, DB>,
    {
        self.internal_into_boxed()
    }

    /// Makes the query an expression: its one value, or NULL.
    fn single_value(self) -> <Self as SingleValueDsl>::Output
    where
        Self: SingleValueDsl,
    {
        SingleValueDsl::single_value(self)
    }

    /// Makes the select clause nullable.
    fn nullable(self) -> NullableSelect<Self>
    where
        Self: methods::SelectNullableDsl,
    {
        methods::SelectNullableDsl::nullable(self)
    }
}

impl<T: PluginTable> QueryDsl for Table<T> {}
impl<F, S, D, W, O, LOf, G, H, LC> QueryDsl for SelectStatement<F, S, D, W, O, LOf, G, H, LC> {}
impl<ST, QS, DB, GB> QueryDsl for BoxedSelectStatement<'_, ST, QS, DB, GB> {}
impl<Operator, Left, Right, O, LOf> QueryDsl for Combination<Operator, Left, Right, O, LOf> {}
impl<S> QueryDsl for Alias<S> {}
impl<S> QueryDsl for Only<S> {}
impl<S, M> QueryDsl for Tablesample<S, M> where M: diesel::internal::table_macro::TablesampleMethod {}
impl<Source, On> QueryDsl for diesel::dsl::On<Source, On> {}

//! Row locks: whose rows can be locked, and names for Diesel's locks, which have none outside Diesel.
//!
//! The locking methods of [`Probe`] return the lock itself, so their return types are the names.

use diesel::internal::table_macro::{FromClause, Join, JoinOn, SelectStatement, TablesampleMethod};
use diesel::query_builder::{Only, Tablesample};
use diesel::query_dsl::methods::{LockingDsl, ModifyLockDsl};
use diesel::query_source::{Alias, AliasSource, QuerySource};

use crate::table::{Lockable, Table};

/// A select, or a source, whose rows can be locked: all are of tables of the plugin itself.
///
/// A lock makes the writers of the rows wait, so what another plugin exports is not locked (ISO-18).
#[diagnostic::on_unimplemented(
    message = "the rows of this query cannot be locked",
    note = "`.for_update()` and the like follow a select on tables of the plugin"
)]
pub trait LockedRows {}

impl<T: Lockable> LockedRows for Table<T> {}

impl<F, S, D, W, O, LOf, G, H, LC> LockedRows
    for SelectStatement<FromClause<F>, S, D, W, O, LOf, G, H, LC>
where
    F: QuerySource + LockedRows,
{
}

impl<Left, Right, Kind> LockedRows for Join<Left, Right, Kind>
where
    Left: QuerySource + LockedRows,
    Right: QuerySource + LockedRows,
{
}

impl<J: LockedRows, On> LockedRows for JoinOn<J, On> {}

impl<S: AliasSource<Target: LockedRows>> LockedRows for Alias<S> {}

impl<S: LockedRows> LockedRows for Only<S> {}

impl<S: LockedRows, M: TablesampleMethod> LockedRows for Tablesample<S, M> {}

/// A type whose locking methods return the lock itself, so that `ForUpdate<Probe>` is its type.
#[derive(Debug)]
pub struct Probe;

impl diesel::QueryDsl for Probe {}

impl<Lock> LockingDsl<Lock> for Probe {
    type Output = Lock;

    fn with_lock(self, lock: Lock) -> Self::Output {
        lock
    }
}

impl<Modifier> ModifyLockDsl<Modifier> for Probe {
    type Output = Modifier;

    fn modify_lock(self, modifier: Modifier) -> Self::Output {
        modifier
    }
}

/// `FOR UPDATE`.
pub(crate) type ForUpdateLock = diesel::dsl::ForUpdate<Probe>;
/// `FOR NO KEY UPDATE`.
pub(crate) type ForNoKeyUpdateLock = diesel::dsl::ForNoKeyUpdate<Probe>;
/// `FOR SHARE`.
pub(crate) type ForShareLock = diesel::dsl::ForShare<Probe>;
/// `FOR KEY SHARE`.
pub(crate) type ForKeyShareLock = diesel::dsl::ForKeyShare<Probe>;
/// `SKIP LOCKED`.
pub(crate) type SkipLockedModifier = diesel::dsl::SkipLocked<Probe>;
/// `NOWAIT`.
pub(crate) type NoWaitModifier = diesel::dsl::NoWait<Probe>;

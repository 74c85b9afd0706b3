//! ON CONFLICT.
//!
//! Diesel checks neither of its WHERE clauses with a table, so this module writes both.

mod filter;
mod target;

pub use self::target::{OnConstraint, on_constraint};

use diesel::expression::{AppearsOnTable, Expression};
use diesel::pg::Pg;
use diesel::query_builder::{AsChangeset as DieselAsChangeset, AstPass, QueryFragment, QueryId};
use diesel::query_dsl::methods::{FilterDsl, OrFilterDsl};
use diesel::result::QueryResult;
use diesel::sql_types::BoolOrNullableBool;

use super::changeset::{AssignedTo, Assignments};
use super::insert::{InsertStatement, NoConflictClause};
use crate::table::{PluginTable, Table};

use self::filter::{AndFilter, NoFilter, OrFilter};
use self::target::{AnyConflict, ConflictTarget, WriteTarget};

impl<T, Records, Returning> InsertStatement<Table<T>, Records, NoConflictClause, Returning>
where
    T: PluginTable,
{
    /// Adds `ON CONFLICT DO NOTHING`.
    pub fn on_conflict_do_nothing(
        self,
    ) -> InsertStatement<Table<T>, Records, OnConflict<AnyConflict, NoFilter, DoNothing>, Returning>
    {
        self.with_conflict(OnConflict::new(AnyConflict, NoFilter, DoNothing))
    }

    /// Adds `ON CONFLICT (target)`: a column, a tuple of columns, or `on_constraint("…")`.
    pub fn on_conflict<Target>(self, target: Target) -> IncompleteOnConflict<Self, Target>
    where
        Target: ConflictTarget<Table<T>>,
    {
        IncompleteOnConflict {
            statement: self,
            target,
            target_filter: NoFilter,
        }
    }

    fn with_conflict<Conflict>(
        self,
        conflict: Conflict,
    ) -> InsertStatement<Table<T>, Records, Conflict, Returning> {
        InsertStatement::new(self.records, conflict, self.returning)
    }
}

/// An ON CONFLICT clause without an action.
#[derive(Debug, Clone, Copy)]
#[must_use = "queries are only executed when calling `load`, `get_result` or similar"]
pub struct IncompleteOnConflict<Statement, Target, TargetFilter = NoFilter> {
    statement: Statement,
    target: Target,
    target_filter: TargetFilter,
}

/// Adds the WHERE clause of a partial index to the target of ON CONFLICT.
pub trait DecoratableTarget<Predicate> {
    /// With the predicate.
    type FilterOutput;

    /// Adds the predicate.
    fn filter_target(self, predicate: Predicate) -> Self::FilterOutput;
}

impl<T, Records, Returning, Target, TargetFilter, Predicate> DecoratableTarget<Predicate>
    for IncompleteOnConflict<
        InsertStatement<Table<T>, Records, NoConflictClause, Returning>,
        Target,
        TargetFilter,
    >
where
    T: PluginTable,
    TargetFilter: AndFilter<Predicate>,
    Predicate: AppearsOnTable<Table<T>> + Expression<SqlType: BoolOrNullableBool>,
{
    type FilterOutput = IncompleteOnConflict<
        InsertStatement<Table<T>, Records, NoConflictClause, Returning>,
        Target,
        TargetFilter::Output,
    >;

    fn filter_target(self, predicate: Predicate) -> Self::FilterOutput {
        IncompleteOnConflict {
            statement: self.statement,
            target: self.target,
            target_filter: self.target_filter.and_filter(predicate),
        }
    }
}

impl<T, Records, Returning, Target, TargetFilter>
    IncompleteOnConflict<
        InsertStatement<Table<T>, Records, NoConflictClause, Returning>,
        Target,
        TargetFilter,
    >
where
    T: PluginTable,
{
    /// Adds `DO NOTHING`.
    pub fn do_nothing(
        self,
    ) -> InsertStatement<Table<T>, Records, OnConflict<Target, TargetFilter, DoNothing>, Returning>
    {
        self.statement
            .with_conflict(OnConflict::new(self.target, self.target_filter, DoNothing))
    }

    /// Adds `DO UPDATE`; `.set(…)` follows.
    pub fn do_update(
        self,
    ) -> IncompleteDoUpdate<
        InsertStatement<Table<T>, Records, NoConflictClause, Returning>,
        Target,
        TargetFilter,
    > {
        IncompleteDoUpdate {
            statement: self.statement,
            target: self.target,
            target_filter: self.target_filter,
        }
    }
}

/// An ON CONFLICT DO UPDATE clause without assignments.
#[derive(Debug, Clone, Copy)]
#[must_use = "queries are only executed when calling `load`, `get_result` or similar"]
pub struct IncompleteDoUpdate<Statement, Target, TargetFilter = NoFilter> {
    statement: Statement,
    target: Target,
    target_filter: TargetFilter,
}

impl<T, Records, Returning, Target, TargetFilter>
    IncompleteDoUpdate<
        InsertStatement<Table<T>, Records, NoConflictClause, Returning>,
        Target,
        TargetFilter,
    >
where
    T: PluginTable,
{
    /// Sets the assignments for the row that exists already.
    pub fn set<Changes>(
        self,
        changes: Changes,
    ) -> Upsert<T, Records, Target, TargetFilter, DoUpdate<Assignments<Changes, T>>, Returning>
    where
        Changes: AssignedTo<T>,
    {
        let action = DoUpdate {
            assignments: changes.into_changeset().as_changeset(),
            filter: NoFilter,
        };
        self.statement
            .with_conflict(OnConflict::new(self.target, self.target_filter, action))
    }
}

/// An INSERT with an ON CONFLICT clause.
type Upsert<T, Records, Target, TargetFilter, Action, Returning> =
    InsertStatement<Table<T>, Records, OnConflict<Target, TargetFilter, Action>, Returning>;

/// `DO NOTHING`.
#[derive(Debug, Clone, Copy)]
pub struct DoNothing;

/// `DO UPDATE SET … WHERE …`.
#[derive(Debug, Clone, Copy)]
pub struct DoUpdate<Assignments, Filter = NoFilter> {
    assignments: Assignments,
    filter: Filter,
}

impl QueryFragment<Pg> for DoNothing {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(" DO NOTHING");
        Ok(())
    }
}

impl<Assignments: QueryFragment<Pg>, Filter: QueryFragment<Pg>> QueryFragment<Pg>
    for DoUpdate<Assignments, Filter>
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        if self.assignments.is_noop(out.backend())? {
            out.push_sql(" DO NOTHING");
        } else {
            out.push_sql(" DO UPDATE SET ");
            self.assignments.walk_ast(out.reborrow())?;
        }
        self.filter.walk_ast(out)
    }
}

/// An ON CONFLICT clause.
#[derive(Debug, Clone, Copy)]
pub struct OnConflict<Target, TargetFilter, Action> {
    target: Target,
    target_filter: TargetFilter,
    action: Action,
}

impl<Target, TargetFilter, Action> OnConflict<Target, TargetFilter, Action> {
    fn new(target: Target, target_filter: TargetFilter, action: Action) -> Self {
        Self {
            target,
            target_filter,
            action,
        }
    }
}

impl<Target, TargetFilter, Action> QueryFragment<Pg> for OnConflict<Target, TargetFilter, Action>
where
    Target: WriteTarget,
    TargetFilter: QueryFragment<Pg>,
    Action: QueryFragment<Pg>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(" ON CONFLICT");
        self.target.write(out.reborrow())?;
        self.target_filter.walk_ast(out.reborrow())?;
        self.action.walk_ast(out)
    }
}

impl<Target, TargetFilter, Action> QueryId for OnConflict<Target, TargetFilter, Action> {
    type QueryId = ();

    const HAS_STATIC_QUERY_ID: bool = false;
}

/// The WHERE clause of DO UPDATE.
impl<T, Records, Returning, Target, TargetFilter, Assignments, Filter>
    InsertStatement<
        Table<T>,
        Records,
        OnConflict<Target, TargetFilter, DoUpdate<Assignments, Filter>>,
        Returning,
    >
where
    T: PluginTable,
{
    /// Updates the row that exists already only if the predicate holds.
    pub fn filter<Predicate>(self, predicate: Predicate) -> diesel::dsl::Filter<Self, Predicate>
    where
        Self: FilterDsl<Predicate>,
    {
        FilterDsl::filter(self, predicate)
    }

    /// Updates the row that exists already also if the predicate holds.
    pub fn or_filter<Predicate>(
        self,
        predicate: Predicate,
    ) -> diesel::dsl::OrFilter<Self, Predicate>
    where
        Self: OrFilterDsl<Predicate>,
    {
        OrFilterDsl::or_filter(self, predicate)
    }

    /// The same statement with another WHERE clause.
    fn map_filter<NewFilter>(
        self,
        change: impl FnOnce(Filter) -> NewFilter,
    ) -> Upsert<T, Records, Target, TargetFilter, DoUpdate<Assignments, NewFilter>, Returning> {
        let OnConflict {
            target,
            target_filter,
            action,
        } = self.conflict;
        let action = DoUpdate {
            assignments: action.assignments,
            filter: change(action.filter),
        };
        InsertStatement::new(
            self.records,
            OnConflict::new(target, target_filter, action),
            self.returning,
        )
    }
}

macro_rules! filters_the_update {
    ($($dsl:ident :: $method:ident = $clause:ident :: $change:ident;)+) => {$(
        impl<T, Records, Returning, Target, TargetFilter, Assignments, Filter, Predicate>
            $dsl<Predicate>
            for InsertStatement<
                Table<T>,
                Records,
                OnConflict<Target, TargetFilter, DoUpdate<Assignments, Filter>>,
                Returning,
            >
        where
            T: PluginTable,
            Predicate: AppearsOnTable<Table<T>> + Expression<SqlType: BoolOrNullableBool>,
            Filter: $clause<Predicate>,
        {
            type Output = Upsert<
                T,
                Records,
                Target,
                TargetFilter,
                DoUpdate<Assignments, Filter::Output>,
                Returning,
            >;

            fn $method(self, predicate: Predicate) -> Self::Output {
                self.map_filter(|filter| filter.$change(predicate))
            }
        }
    )+};
}

filters_the_update! {
    FilterDsl::filter = AndFilter::and_filter;
    OrFilterDsl::or_filter = OrFilter::or_filter;
}

//! Aliases (`alias!`) of a plugin's tables.

use diesel::internal::table_macro::{
    AliasAliasAppearsInFromClause, AliasAliasAppearsInFromClauseSameTable,
    AliasAppearsInFromClause, FieldAliasMapperAssociatedTypesDisjointnessTrick,
};
use diesel::query_source::{Alias, AliasSource, AliasedField, Never};

use super::{Column, NumberedTable, PluginColumn, PluginTable, Table};
use crate::ownership::{No, SamePluginAs, SamePosition, Yes};

type SameTable<A, B> =
    <<A as NumberedTable>::Position as SamePosition<<B as NumberedTable>::Position>>::Answer;

// An alias never counts as the table itself, whether it is of the same table or another.
impl<A, B, S> AliasAppearsInFromClause<S, Table<B>> for Table<A>
where
    A: PluginTable,
    B: PluginTable,
    S: AliasSource<Target = Self>,
    A::Plugin: SamePluginAs<B::Plugin>,
{
    type Count = Never;
}

/// How often the alias `S2` appears in a FROM that is the alias `S1`, given
/// whether both name the same table.
pub trait MeetsAlias<S1, S2, SameTable> {
    /// Diesel's `Once` or `Never`.
    type Count;
}

impl<A, S1, S2> MeetsAlias<S1, S2, Yes> for A
where
    A: PluginTable,
    S2: AliasAliasAppearsInFromClauseSameTable<S1, Table<A>>,
{
    type Count = S2::Count;
}

impl<A, S1, S2> MeetsAlias<S1, S2, No> for A
where
    A: PluginTable,
{
    type Count = Never;
}

impl<A, B, S1, S2> AliasAliasAppearsInFromClause<Table<B>, S1, S2> for Table<A>
where
    A: NumberedTable + MeetsAlias<S1, S2, SameTable<A, B>>,
    B: NumberedTable,
    A::Plugin: SamePluginAs<B::Plugin>,
    A::Position: SamePosition<B::Position>,
    S1: AliasSource<Target = Self>,
    S2: AliasSource<Target = Table<B>>,
{
    type Count = <A as MeetsAlias<S1, S2, SameTable<A, B>>>::Count;
}

/// The result of `alias.fields(column)` for a column: its aliased form if it belongs to
/// the aliased table, the column itself otherwise.
pub trait MapsField<S, C, SameTable> {
    /// The column seen through the alias.
    type Out;

    /// Maps it.
    fn map(column: C, alias: &Alias<S>) -> Self::Out;
}

impl<A, S, C> MapsField<S, C, Yes> for A
where
    A: PluginTable,
    S: AliasSource<Target = Table<A>> + Clone,
    C: diesel::Column<Table = Table<A>>,
{
    type Out = AliasedField<S, C>;

    fn map(column: C, alias: &Alias<S>) -> Self::Out {
        alias.field(column)
    }
}

impl<A, S, C> MapsField<S, C, No> for A {
    type Out = C;

    fn map(column: C, _: &Alias<S>) -> Self::Out {
        column
    }
}

impl<A, B, S, C> FieldAliasMapperAssociatedTypesDisjointnessTrick<Table<B>, S, Column<C>>
    for Table<A>
where
    A: NumberedTable + MapsField<S, Column<C>, SameTable<A, B>>,
    B: NumberedTable,
    A::Plugin: SamePluginAs<B::Plugin>,
    A::Position: SamePosition<B::Position>,
    C: PluginColumn<Table = B>,
    S: AliasSource<Target = Self>,
{
    type Out = <A as MapsField<S, Column<C>, SameTable<A, B>>>::Out;

    fn map(column: Column<C>, alias: &Alias<S>) -> Self::Out {
        <A as MapsField<S, Column<C>, SameTable<A, B>>>::map(column, alias)
    }
}

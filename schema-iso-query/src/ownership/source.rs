//! `OwnedSource`: FROM clauses whose tables belong to one plugin.

use diesel::internal::table_macro::{FromClause, Join, JoinOn, SelectStatement, TablesampleMethod};
use diesel::query_builder::{Only, Tablesample};
use diesel::query_source::{Alias, AliasSource, QuerySource};

use super::SamePluginAs;
use crate::plugin::Plugin;

/// What may stand in FROM: tables of one plugin, joined, aliased or sampled.
///
/// An explicit list. A source that is not on it cannot be queried.
#[diagnostic::on_unimplemented(
    message = "this source is not a table of a plugin, nor a join of such tables",
    label = "this brings in a source that no plugin owns",
    note = "only tables made with `#[plugin_table]` can be queried",
    note = "rule ISO-03, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_03/index.html"
)]
pub trait OwnedSource: sealed::Sealed {
    /// The plugin that owns every table of the source.
    type Owner: Plugin;
}

impl<Left, Right, Kind> OwnedSource for Join<Left, Right, Kind>
where
    Left: OwnedSource + QuerySource,
    Right: OwnedSource + QuerySource,
    Left::Owner: SamePluginAs<Right::Owner, Then<Left::Owner>: Plugin>,
{
    type Owner = <Left::Owner as SamePluginAs<Right::Owner>>::Then<Left::Owner>;
}

impl<J: OwnedSource, On> OwnedSource for JoinOn<J, On> {
    type Owner = J::Owner;
}

impl<S> OwnedSource for Alias<S>
where
    S: AliasSource,
    S::Target: OwnedSource,
{
    type Owner = <S::Target as OwnedSource>::Owner;
}

impl<S: OwnedSource> OwnedSource for Only<S> {
    type Owner = S::Owner;
}

impl<S: OwnedSource, M: TablesampleMethod> OwnedSource for Tablesample<S, M> {
    type Owner = S::Owner;
}

impl<F: OwnedSource + QuerySource> OwnedSource for FromClause<F> {
    type Owner = F::Owner;
}

impl<F: OwnedSource + QuerySource> OwnedSource for SelectStatement<FromClause<F>> {
    type Owner = F::Owner;
}

pub(crate) mod sealed {
    use super::{
        Alias, FromClause, Join, JoinOn, Only, QuerySource, SelectStatement, Tablesample,
        TablesampleMethod,
    };

    /// The seal; the sources of this crate implement it beside their own definitions.
    pub trait Sealed {}

    impl<Left: QuerySource, Right: QuerySource, Kind> Sealed for Join<Left, Right, Kind> {}
    impl<J, On> Sealed for JoinOn<J, On> {}
    impl<S> Sealed for Alias<S> {}
    impl<S> Sealed for Only<S> {}
    impl<S, M: TablesampleMethod> Sealed for Tablesample<S, M> {}
    impl<F: QuerySource> Sealed for FromClause<F> {}
    impl<F: QuerySource> Sealed for SelectStatement<FromClause<F>> {}
}

//! The target of UPDATE and DELETE.

use diesel::query_builder::{
    DeleteStatement as DieselDelete, IntoUpdateTarget, UpdateStatement as DieselUpdate,
};
use diesel::query_source::QuerySource;

use crate::marker::{Impossible, Possible};
use crate::table::{PluginTable, Table, TablesOf, Writable};

/// A table, some of its rows, or the row of a struct.
///
/// Diesel has several implementations of its trait, of which rustc would report that none fits, and
/// print the whole query.
#[diagnostic::on_unimplemented(
    message = "these rows cannot be updated or deleted",
    label = "this is neither a table of the plugin, nor some of its rows, nor a row",
    note = "write `items::table`, with `.filter(…)` or `.find(…)` for some of its rows, or a row that derives `Identifiable`",
    note = "the condition can read tables of the same plugin only",
    note = "rule ISO-03, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_03/index.html"
)]
pub trait RowsToWrite {
    /// The table.
    type Table: QuerySource;
    /// The condition.
    type WhereClause;

    #[doc(hidden)]
    fn update(self) -> DieselUpdate<Self::Table, Self::WhereClause>;

    #[doc(hidden)]
    fn delete(self) -> DieselDelete<Self::Table, Self::WhereClause>;
}

/// A table that can be written.
pub trait WrittenTable {}

impl<T: Writable> WrittenTable for Table<T> {}

impl<Rows, T> RowsToWrite for Rows
where
    T: PluginTable,
    Rows: IntoUpdateTarget<Table = Table<T>>,
{
    type Table = Table<T>;
    type WhereClause = Rows::WhereClause;

    fn update(self) -> DieselUpdate<Self::Table, Self::WhereClause> {
        diesel::update(self)
    }

    fn delete(self) -> DieselDelete<Self::Table, Self::WhereClause> {
        diesel::delete(self)
    }
}

#[diagnostic::do_not_recommend]
impl<Rows> RowsToWrite for Rows
where
    Impossible<Rows>: Possible,
{
    type Table = TablesOf<Rows>;
    type WhereClause = Rows;

    fn update(self) -> DieselUpdate<Self::Table, Self::WhereClause> {
        Impossible::<Rows>::value()
    }

    fn delete(self) -> DieselDelete<Self::Table, Self::WhereClause> {
        Impossible::<Rows>::value()
    }
}

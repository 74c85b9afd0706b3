//! Where a table is, and what that lets a statement do with it: a table or view of the plugin
//! itself, or what another plugin exports (ISO-18).

use core::marker::PhantomData;

use schema_iso::definition::TableDefinition;

use super::import::{expect_dependency, expect_exported};
use super::{NumberedTable, PluginTable};
use crate::marker::{Impossible, Possible};
use crate::ownership::{Equal, SamePosition};
use crate::plugin::{Plugin, SchemaOf};

/// Where the table of `T` is.
///
/// Sealed: a plugin can choose one of [`Own`], [`View`] and [`Imported`], and write no other.
pub trait TableSource<T: PluginTable>: sealed::Sealed {
    /// The schema that the SQL names.
    const SCHEMA: &'static str;
    /// The name behind it.
    const NAME: &'static str;
    /// What the owner declares, where it is another plugin.
    const EXPORT: Option<TableDefinition>;
}

/// A table in the plugin's own schema.
#[derive(Debug)]
pub struct Own;

/// A view or materialized view in the plugin's own schema.
#[derive(Debug)]
pub struct View;

/// What another plugin exports: the table or view of its row struct `E`.
#[derive(Debug)]
pub struct Imported<E>(PhantomData<E>);

impl<T: PluginTable> TableSource<T> for Own {
    const SCHEMA: &'static str = SchemaOf::<T::Plugin>::NAME;
    const NAME: &'static str = T::NAME;
    const EXPORT: Option<TableDefinition> = None;
}

impl<T: PluginTable> TableSource<T> for View {
    const SCHEMA: &'static str = SchemaOf::<T::Plugin>::NAME;
    const NAME: &'static str = T::NAME;
    const EXPORT: Option<TableDefinition> = None;
}

// The owner's readers and the reader's dependencies are checked here, too, and not by the macro
// alone, so that an import that is written by hand gets no more.
impl<T: PluginTable, E: Exported> TableSource<T> for Imported<E> {
    const SCHEMA: &'static str = {
        expect_exported(&E::DEFINITION, &T::DEFINITION.plugin());
        expect_dependency(&T::Plugin::METADATA, &E::DEFINITION.plugin());
        SchemaOf::<E::Plugin>::NAME
    };
    const NAME: &'static str = E::NAME;
    const EXPORT: Option<TableDefinition> = Some(E::DEFINITION);
}

/// A row struct whose table its plugin exports.
///
/// The plugin's list of exports has it: see [`Exporter`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not exported by its plugin",
    label = "this cannot be imported",
    note = "the owner decides what others may read: `#[plugin_table(view, export)]` on a view of its own",
    note = "rule ISO-18, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_18/index.html"
)]
pub trait Exported: NumberedTable {}

impl<E> Exported for E
where
    E: NumberedTable<Source: OfThePlugin>,
    E::Plugin: Exporter,
    <E::Plugin as Exporter>::Exports: Lookup<E::Position, Found = E>,
{
}

#[diagnostic::do_not_recommend]
impl<E> Exported for E
where
    E: NumberedTable,
    Impossible<E>: Possible,
{
}

/// A plugin with its list of exports; `plugin_tables!` implements it.
///
/// It has no type parameter, so the orphan rule leaves it to the crate of the plugin: nobody
/// else adds to the list. A row struct that claims to be of that plugin is not on it.
pub trait Exporter: Plugin {
    /// The row structs of what is exported, as an [`ExportList`].
    type Exports;
}

/// `Row`, and what else a plugin exports.
#[derive(Debug)]
pub struct ExportList<Row, Rest>(PhantomData<(Row, Rest)>);

/// The end of a list of exports.
#[derive(Debug)]
pub struct NoExports;

/// Finds the row struct at a table's number in a list of exports.
pub trait Lookup<Position>: sealed::List {
    /// The row struct; [`NoExports`] if there is none.
    type Found;
}

impl<Position> Lookup<Position> for NoExports {
    type Found = Self;
}

impl<Row, Rest, Position> Lookup<Position> for ExportList<Row, Rest>
where
    Row: NumberedTable,
    Row::Position: SamePosition<Position>,
    Rest: Lookup<Position>,
{
    type Found = <<Row::Position as SamePosition<Position>>::Answer as Equal>::Choose<
        Row,
        <Rest as Lookup<Position>>::Found,
    >;
}

/// The table of `Self` can be written: it is a table of the plugin itself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can only be read",
    label = "this writes to a view, or to what another plugin exports",
    note = "write to the tables of the plugin itself; what belongs to another plugin is changed by a function of its crate",
    note = "rule ISO-18, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_18/index.html"
)]
pub trait Writable: PluginTable {}

#[diagnostic::do_not_recommend]
impl<T: PluginTable<Source = Own>> Writable for T {}

/// The rows of `Self` can be locked: they are those of the plugin itself.
#[diagnostic::on_unimplemented(
    message = "rows of `{Self}` cannot be locked, since another plugin exports them",
    label = "this would make the owner wait",
    note = "lock rows of the plugin itself, in a select without the import",
    note = "rule ISO-18, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_18/index.html"
)]
pub trait Lockable: PluginTable {}

#[diagnostic::do_not_recommend]
impl<T: PluginTable<Source: OfThePlugin>> Lockable for T {}

/// Requires a table that a foreign key can reference.
#[derive(Debug)]
pub struct IsReferenced<T: Referenced>(PhantomData<T>);

/// A table that a foreign key can reference.
#[diagnostic::on_unimplemented(
    message = "a foreign key cannot reference `{Self}`",
    label = "this is a view, or what another plugin exports",
    note = "help: reference a table of the plugin; for a join alone write `joinable!(items -> makers (maker_id));`"
)]
pub trait Referenced: PluginTable {}

#[diagnostic::do_not_recommend]
impl<T: PluginTable<Source = Own>> Referenced for T {}

/// A source in the plugin's own schema.
pub trait OfThePlugin: sealed::Sealed {}

impl OfThePlugin for Own {}
impl OfThePlugin for View {}

mod sealed {
    /// The seal: whatever a plugin could write here would be a schema of its choice.
    pub trait Sealed {}

    impl Sealed for super::Own {}
    impl Sealed for super::View {}
    impl<E> Sealed for super::Imported<E> {}

    /// The seal of a list.
    pub trait List {}

    impl List for super::NoExports {}
    impl<Row, Rest> List for super::ExportList<Row, Rest> {}
}

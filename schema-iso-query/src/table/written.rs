//! Which columns a statement may write: those of its own table.
//!
//! rustc would report two tables that differ as a type mismatch, which names neither
//! plugin. These traits say it before.

use super::{PluginTable, Table};
use crate::ownership::SamePluginAs;

/// Columns of `Self` may be written in a statement on `Target`: the two are one table.
///
/// Whose they are is asked first.
pub trait WrittenIn<Target> {}

impl<Column, Target> WrittenIn<Table<Target>> for Table<Column>
where
    Column: PluginTable,
    Target: PluginTable,
    Column::Plugin: SamePluginAs<Target::Plugin, Then<Self>: OneTableWith<Table<Target>>>,
{
}

/// `Self` and `Target` are the same table.
#[diagnostic::on_unimplemented(
    message = "a column of `{Self}` cannot be written in a statement on `{Target}`",
    label = "this writes a column of `{Self}`",
    note = "a statement writes columns of the table that it is on; write the other table in a statement of its own"
)]
pub trait OneTableWith<Target> {}

impl<T> OneTableWith<T> for T {}

//! Which columns a statement may write: those of its own table.
//!
//! rustc would report two tables that differ as a type mismatch, which names neither
//! plugin. The errors of these traits come first.

use super::{PluginColumn, PluginTable, Table};
use crate::ownership::SamePluginAs;

/// Columns of `Self` may be written in a statement on `Target`: the two are one table.
///
/// The owners are checked first.
pub trait WrittenIn<Target> {
    /// `T`, for bounds on `T` that are checked only if the two are one table.
    type Then<T>;

    #[doc(hidden)]
    fn then<T>(value: T) -> Self::Then<T>;
}

/// `Self`, if the owners are one plugin.
type SameOwner<Column, Target> = <<Column as PluginTable>::Plugin as SamePluginAs<
    <Target as PluginTable>::Plugin,
>>::Then<Table<Column>>;

impl<Column, Target> WrittenIn<Table<Target>> for Table<Column>
where
    Column: PluginTable,
    Target: PluginTable,
    Column::Plugin: SamePluginAs<Target::Plugin, Then<Self>: OneTableWith<Table<Target>>>,
{
    type Then<T> = <SameOwner<Column, Target> as OneTableWith<Table<Target>>>::Then<T>;

    fn then<T>(value: T) -> Self::Then<T> {
        <SameOwner<Column, Target> as OneTableWith<Table<Target>>>::then(value)
    }
}

/// `Self` and `Target` are the same table.
#[diagnostic::on_unimplemented(
    message = "a column of `{Self}` cannot be written in a statement on `{Target}`",
    label = "this writes a column of `{Self}`",
    note = "a statement writes columns of the table that it is on; write the other table in a statement of its own"
)]
pub trait OneTableWith<Target> {
    /// `T`.
    type Then<T>;

    #[doc(hidden)]
    fn then<T>(value: T) -> Self::Then<T>;
}

impl<Tab> OneTableWith<Tab> for Tab {
    type Then<T> = T;

    fn then<T>(value: T) -> T {
        value
    }
}

/// `Self` is a column of the table of `T`: an equality that the compiler needs to know.
///
/// rustc would check a bound on the associated type before the owners. It checks this trait, which
/// implies that bound, after [`WrittenIn`], if `WrittenIn` stands before it.
pub trait ColumnOf<T>: PluginColumn<Table = T> {}

impl<C, T> ColumnOf<T> for C where C: PluginColumn<Table = T> {}

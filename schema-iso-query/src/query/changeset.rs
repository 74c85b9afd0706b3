//! `AsChangeset`: the argument of `.set(…)`.

use diesel::query_builder::AsChangeset as DieselAsChangeset;
use diesel::query_source::QuerySource;

use crate::comparison::Eq;
use crate::table::{PluginTable, Table, WrittenIn};

/// Types that can be passed to `.set(…)`.
///
/// It can be derived, like Diesel's trait of the same name. Unlike with Diesel's, an implementation
/// by hand can only return assignments that this crate or Diesel made, and `.set(…)` checks their
/// table again.
#[diagnostic::on_unimplemented(
    message = "these values cannot be assigned in an update",
    label = "these are not assignments to columns",
    note = "assign with `column.eq(value)`, with a tuple of such, or with a struct that derives `AsChangeset`"
)]
pub trait AsChangeset {
    /// The table that is updated.
    type Target: QuerySource;
    /// The assignments.
    type Changeset;

    /// Converts `self` into assignments.
    #[expect(clippy::wrong_self_convention, reason = "the name is Diesel's")]
    fn as_changeset(self) -> Self::Changeset;
}

impl<Left, Right> AsChangeset for Eq<Left, Right>
where
    Self: DieselAsChangeset,
{
    type Target = <Self as DieselAsChangeset>::Target;
    type Changeset = Self;

    fn as_changeset(self) -> Self::Changeset {
        self
    }
}

impl<T: AsChangeset> AsChangeset for Option<T> {
    type Target = T::Target;
    type Changeset = Option<T::Changeset>;

    fn as_changeset(self) -> Self::Changeset {
        self.map(AsChangeset::as_changeset)
    }
}

impl<'update, T> AsChangeset for &'update Option<T>
where
    &'update T: AsChangeset,
{
    type Target = <&'update T as AsChangeset>::Target;
    type Changeset = Option<<&'update T as AsChangeset>::Changeset>;

    fn as_changeset(self) -> Self::Changeset {
        self.as_ref().map(AsChangeset::as_changeset)
    }
}

// The elements are of the table of the first one. `Target` asks each of the others for that, the
// owners first, and is unknown to rustc where one of them is of another table: so `.set(…)` reports
// nothing more.
macro_rules! tuples {
    ($first:ident $($name:ident)*) => {
        tuples!(@ $first [] [<$first as AsChangeset>::Target] $($name)*);
    };
    (@ $first:ident [$($done:ident)*] [$target:ty]) => {
        tuples!(# $first [$($done)*] [$target]);
    };
    (@ $first:ident [$($done:ident)*] [$target:ty] $next:ident $($rest:ident)*) => {
        tuples!(# $first [$($done)*] [$target]);
        tuples!(@ $first [$($done)* $next] [
            <<$next as AsChangeset>::Target as WrittenIn<<$first as AsChangeset>::Target>>::Then<$target>
        ] $($rest)*);
    };
    (# $first:ident [$($other:ident)*] [$target:ty]) => {
        #[expect(non_snake_case, reason = "the elements are named after their types")]
        impl<$first, $($other),*> AsChangeset for ($first, $($other,)*)
        where
            $first: AsChangeset,
            $($other: AsChangeset<Target: WrittenIn<<$first as AsChangeset>::Target>>,)*
            $target: QuerySource,
        {
            type Target = $target;
            type Changeset = ($first::Changeset, $($other::Changeset,)*);

            fn as_changeset(self) -> Self::Changeset {
                let ($first, $($other,)*) = self;
                ($first.as_changeset(), $($other.as_changeset(),)*)
            }
        }
    };
}

crate::tuple::for_each_arity!(tuples);

/// A changeset whose columns are all of the table of `T`.
///
/// The owner is checked first, then the table, and Diesel is asked last.
pub trait AssignedTo<T: PluginTable> {
    /// Diesel's form of it.
    type Changeset: DieselAsChangeset<Target = Table<T>>;

    #[doc(hidden)]
    fn into_changeset(self) -> Self::Changeset;
}

/// The assignments that Diesel makes of a changeset.
pub(super) type Assignments<V, T> =
    <<V as AssignedTo<T>>::Changeset as DieselAsChangeset>::Changeset;

/// `V`, if its columns are of the table of `T`.
type Checked<V, T> = <<V as AsChangeset>::Target as WrittenIn<Table<T>>>::Then<V>;

impl<V, T> AssignedTo<T> for V
where
    T: PluginTable,
    V: AsChangeset<Target: WrittenIn<Table<T>, Then<V>: ChangesetOf<T>>>,
{
    type Changeset = <Checked<V, T> as ChangesetOf<T>>::Changeset;

    fn into_changeset(self) -> Self::Changeset {
        V::Target::then(self).changeset()
    }
}

/// A changeset for the table of `T`, once it is known to be of that table.
pub trait ChangesetOf<T: PluginTable> {
    /// Diesel's form of it.
    type Changeset: DieselAsChangeset<Target = Table<T>>;

    #[doc(hidden)]
    fn changeset(self) -> Self::Changeset;
}

impl<V, T> ChangesetOf<T> for V
where
    T: PluginTable,
    V: AsChangeset<Target = Table<T>, Changeset: DieselAsChangeset<Target = Table<T>>>,
{
    type Changeset = V::Changeset;

    fn changeset(self) -> Self::Changeset {
        self.as_changeset()
    }
}

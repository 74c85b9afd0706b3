//! Who owns what: the relation that every query is held against (ISO-03).
//!
//! Tables carry their plugin as an associated type, so nobody but the crate
//! that declares a table can say whose it is: Rust's orphan rule refuses the
//! second opinion. Everything here is sealed; plugin crates use these traits
//! only through the bounds of the query methods.

mod position;
mod source;
mod written;

pub use self::position::{
    D0, D1, D2, D3, D4, D5, D6, D7, D8, D9, Da, Db, Dc, Dd, De, Df, End, No, Yes,
};
pub(crate) use self::position::{Equal, IfOnce, SamePosition};
pub(crate) use self::source::OwnedSource;
pub(crate) use self::written::WrittenIn;

use core::marker::PhantomData;

use crate::plugin::Plugin;

/// A marker of `T` that is no marker of anything else.
///
/// Rust lets a value change its type along subtyping: `S<for<'a> fn(&'a u8)>` is an
/// `S<fn(&'static u8)>`, and a plugin can describe the two as tables of two plugins,
/// or as two plugins. What has been held against the one must not become the other,
/// so no type of this crate hands subtyping on.
pub(crate) type Invariant<T> = PhantomData<fn(T) -> T>;

/// `Self` is the plugin `Connection`: a query on `Self`'s tables may run there.
///
/// It holds for a plugin and itself, and for nothing else.
#[diagnostic::on_unimplemented(
    message = "a table of the plugin `{Self}` cannot be reached through the connection of the plugin `{Connection}`",
    label = "this touches a table of `{Self}`",
    note = "a plugin reads and writes its own tables only; call a function that `{Self}`'s crate offers instead, \
            or let the host run both plugins in one transaction",
    note = "rule ISO-03, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_03/index.html"
)]
pub trait ReachableFrom<Connection>: sealed::SamePlugin<Connection> {}

/// `Self` and `Other` are the same plugin, so their tables may meet in a query.
#[diagnostic::on_unimplemented(
    message = "a table of the plugin `{Self}` and a table of the plugin `{Other}` cannot appear in one query",
    label = "this brings a table of `{Self}` and a table of `{Other}` together",
    note = "query the tables of one plugin at a time; what belongs to another plugin is asked from its crate's functions",
    note = "rule ISO-03, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_03/index.html"
)]
pub trait SamePluginAs<Other>: sealed::SamePlugin<Other> {
    /// `T`, for what is to be asked of `T` only if the plugins are the same:
    /// of two plugins nothing more is said than that they are two.
    type Then<T>;
}

impl<P: Plugin> ReachableFrom<P> for P {}
impl<P: Plugin> SamePluginAs<P> for P {
    type Then<T> = T;
}

// A second candidate that no value can ever have. With a single one, rustc
// would infer the connection's plugin from the table's and report "mismatched
// types"; with two it waits for the connection and reports the text above.
#[diagnostic::do_not_recommend]
impl<P: Plugin> ReachableFrom<sealed::Nobody> for P {}
#[diagnostic::do_not_recommend]
impl<P: Plugin> SamePluginAs<sealed::Nobody> for P {
    type Then<T> = T;
}

mod sealed {
    use crate::plugin::Plugin;

    /// The seal: a trait with a type parameter could otherwise be implemented
    /// by a plugin crate for somebody else's plugin.
    pub trait SamePlugin<Other> {}

    /// Not a plugin, and without a value.
    #[derive(Debug)]
    pub enum Nobody {}

    impl<P: Plugin> SamePlugin<P> for P {}
    impl<P: Plugin> SamePlugin<Nobody> for P {}
}

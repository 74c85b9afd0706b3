//! Which plugin owns a table: the relation that every query is checked with (ISO-03).
//!
//! A table carries its plugin as an associated type, so only the crate that declares a table decides
//! who owns it; the orphan rule refuses a second implementation. All traits here are sealed; plugin
//! crates use them only through the bounds of the query methods.

mod position;
mod source;

pub(crate) use self::position::IfOnce;
pub use self::position::{
    D0, D1, D2, D3, D4, D5, D6, D7, D8, D9, Da, Db, Dc, Dd, De, Df, End, No, Yes,
};
pub use self::position::{Equal, SamePosition};
pub use self::source::OwnedSource;
pub(crate) use self::source::sealed::Sealed as SealedSource;

use crate::plugin::Plugin;

/// `Self` is the plugin `Connection`, so a query on `Self`'s tables may run on that connection.
///
/// Each plugin implements it for itself, and for no other plugin.
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
    note = "query the tables of one plugin at a time; call a function of the other plugin's crate instead",
    note = "rule ISO-03, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_03/index.html"
)]
pub trait SamePluginAs<Other>: sealed::SamePlugin<Other> {
    /// `T`, for bounds on `T` that are checked only if the plugins are the same: the error for
    /// two different plugins then says only that they differ.
    type Then<T>;

    #[doc(hidden)]
    fn then<T>(value: T) -> Self::Then<T>;
}

impl<P: Plugin> ReachableFrom<P> for P {}
impl<P: Plugin> SamePluginAs<P> for P {
    type Then<T> = T;

    fn then<T>(value: T) -> T {
        value
    }
}

// A second candidate that no value can ever have. With a single one, rustc
// would infer the connection's plugin from the table's and report "mismatched
// types"; with two it waits for the connection and reports the text above.
#[diagnostic::do_not_recommend]
impl<P: Plugin> ReachableFrom<sealed::Nobody> for P {}
#[diagnostic::do_not_recommend]
impl<P: Plugin> SamePluginAs<sealed::Nobody> for P {
    type Then<T> = T;

    fn then<T>(value: T) -> T {
        value
    }
}

mod sealed {
    use crate::plugin::Plugin;

    /// The seal: a trait with a type parameter could otherwise be implemented
    /// by a plugin crate for another plugin.
    pub trait SamePlugin<Other> {}

    /// Not a plugin, and without a value.
    #[derive(Debug)]
    pub enum Nobody {}

    impl<P: Plugin> SamePlugin<P> for P {}
    impl<P: Plugin> SamePlugin<Nobody> for P {}
}

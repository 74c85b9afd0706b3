//! `Plugin`: what a plugin is, and what it gets from its host.

#[cfg(feature = "async")]
mod async_pool;
mod context;
mod error;
mod pool;

#[cfg(feature = "async")]
pub use self::async_pool::{AsyncConnectionSource, AsyncPluginPool, Lending};
pub use self::context::PluginContext;
pub use self::error::{ConnectError, InitError};
pub use self::pool::{ConnectionSource, PluginPool};

use core::marker::PhantomData;

use schema_iso::id::SchemaName;
use schema_iso::plugin::PluginMetadata;

/// States that `#[plugin]` has checked the manifest of the crate (ISO-04).
///
/// [`Plugin`] asks for it, and `#[plugin]` implements it after the check: a plugin without the
/// macro was not checked. Rust cannot hide a name that expansions of macros use, so an
/// implementation by hand is possible. It is a false statement in writing: search for the name.
#[diagnostic::on_unimplemented(
    message = "the plugin `{Self}` is implemented by hand, so the manifest of its crate was not checked",
    label = "this plugin is without `#[plugin]`",
    note = "help: write `#[plugin(id = \"my-feature\")]` over the struct, and remove this `impl`",
    note = "rule ISO-04, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_04/index.html"
)]
pub trait ManifestCheckedByMacro {}

/// A crate with one id and one PostgreSQL schema.
///
/// `#[plugin]` implements it; nothing else can, without saying that the manifest of the crate
/// was checked.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a plugin",
    label = "expected the struct under the `#[plugin]` of a crate, such as `auth::Auth`",
    note = "rule ISO-01, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_01/index.html"
)]
pub trait Plugin: ManifestCheckedByMacro + Sized + Send + Sync + 'static {
    /// Its id, schema, dependencies, migrations and tables.
    const METADATA: PluginMetadata;

    /// Runs at start, after all migrations of all plugins (ISO-08).
    ///
    /// Every process runs it in every boot: one at a time, under the plugin's lock, unless the
    /// metadata say [`InitMode::Concurrent`](schema_iso::plugin::InitMode::Concurrent). It has no
    /// transaction; [`PluginContext::transaction`] makes one.
    ///
    /// # Errors
    ///
    /// Whatever the plugin returns; the host adds the plugin's name.
    fn init(&self, context: &PluginContext<Self>) -> Result<(), InitError> {
        let _ = context;
        Ok(())
    }
}

/// The schema of a plugin, computed from its id while compiling.
///
/// It is not part of [`Plugin`], so that no implementation can change it.
#[derive(Debug)]
pub struct SchemaOf<P>(PhantomData<P>);

impl<P: Plugin> SchemaOf<P> {
    const SCHEMA: &'static SchemaName = &P::METADATA.schema();

    /// The name, as it stands in front of every table of `P`.
    pub const NAME: &'static str = Self::SCHEMA.as_str();
}

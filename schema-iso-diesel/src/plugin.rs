//! What a plugin is.

use core::marker::PhantomData;

use schema_iso::id::SchemaName;
use schema_iso::plugin::PluginMetadata;

use crate::host::{InitError, PluginContext};

/// A crate with one id and one PostgreSQL schema.
///
/// `#[plugin]` implements it; nothing else should.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a plugin",
    label = "expected the struct under the `#[plugin]` of a crate, such as `auth::Auth`",
    note = "rule ISO-01, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_01/index.html"
)]
pub trait Plugin: Sized + Send + Sync + 'static {
    /// Its id, schema, dependencies, migrations and tables.
    const METADATA: PluginMetadata;

    /// Runs once at start, after all migrations of all plugins (ISO-08).
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
/// It stands outside [`Plugin`] so that no implementation can say otherwise.
pub(crate) struct SchemaOf<P>(PhantomData<P>);

impl<P: Plugin> SchemaOf<P> {
    const SCHEMA: &'static SchemaName = &P::METADATA.schema();

    /// The name, as it stands in front of every table of `P`.
    pub(crate) const NAME: &'static str = Self::SCHEMA.as_str();
}

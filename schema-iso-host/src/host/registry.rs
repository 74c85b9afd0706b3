//! The registered plugins.

use std::any::TypeId;
use std::sync::Arc;

use schema_iso::id::PluginId;
use schema_iso::plugin::{InitMode, PluginMetadata};

use super::checkout::Core;
use super::error::BootError;
use crate::migrate::{MigrationDirectory, Plan, Settings};
use schema_iso_query::door;
use schema_iso_query::plugin::{ConnectionSource, InitError, Plugin};

/// What a host knows of a plugin, whatever its type.
pub(super) trait Registered: Send + Sync {
    fn metadata(&self) -> PluginMetadata;

    /// The plugin's type; none where there are only migrations.
    fn type_id(&self) -> Option<TypeId>;

    fn plan(&self, settings: &Settings) -> Result<Plan, BootError>;

    fn init(&self, core: &Arc<Core>) -> Result<(), InitError>;
}

/// A plugin.
pub(super) struct Linked<P>(pub(super) P);

impl<P: Plugin> Registered for Linked<P> {
    fn metadata(&self) -> PluginMetadata {
        P::METADATA
    }

    fn type_id(&self) -> Option<TypeId> {
        Some(TypeId::of::<P>())
    }

    fn plan(&self, _: &Settings) -> Result<Plan, BootError> {
        Ok(Plan::of(&P::METADATA))
    }

    fn init(&self, core: &Arc<Core>) -> Result<(), InitError> {
        let source: Arc<dyn ConnectionSource> = Arc::<Core>::clone(core);
        #[cfg(feature = "async")]
        let context = door::context_with_async(source, Arc::<Core>::clone(core));
        #[cfg(not(feature = "async"))]
        let context = door::context(source);
        self.0.init(&context)
    }
}

/// Migrations without a plugin.
pub(super) struct OnDisk(pub(super) MigrationDirectory);

impl Registered for OnDisk {
    fn metadata(&self) -> PluginMetadata {
        self.0.metadata()
    }

    fn type_id(&self) -> Option<TypeId> {
        None
    }

    fn plan(&self, settings: &Settings) -> Result<Plan, BootError> {
        self.0
            .plan(&settings.shared_schemas)
            .map_err(|source| BootError::Directory { source })
    }

    fn init(&self, _: &Arc<Core>) -> Result<(), InitError> {
        Ok(())
    }
}

/// Migrations of a source, without a plugin.
pub(super) struct Sourced(pub(super) PluginId);

impl Registered for Sourced {
    fn metadata(&self) -> PluginMetadata {
        PluginMetadata::new(self.0, "(migrations of a source)", "").with_init(InitMode::None)
    }

    fn type_id(&self) -> Option<TypeId> {
        None
    }

    fn plan(&self, _: &Settings) -> Result<Plan, BootError> {
        Ok(Plan {
            crate_name: None,
            ..Plan::of(&self.metadata())
        })
    }

    fn init(&self, _: &Arc<Core>) -> Result<(), InitError> {
        Ok(())
    }
}

//! From one state to the next.

use std::sync::Arc;

use schema_iso::order::BootOrder;
use schema_iso::plugin::PluginMetadata;

use super::builder::HostBuilder;
use super::checkout::Core;
use super::error::BootError;
use super::isolation::Isolation;
use super::pool;
use super::state::{Checked, Host, Migrated, Parts, Ready};
use crate::migrate;

impl Host<Checked> {
    pub(super) fn check(builder: HostBuilder) -> Result<Self, BootError> {
        let HostBuilder {
            mut settings,
            pool,
            isolation,
            plugins,
            wrong_shared_schemas,
        } = builder;
        if let Some((name, source)) = wrong_shared_schemas.into_iter().next() {
            return Err(BootError::SharedSchemaName { name, source });
        }
        let metadata: Vec<PluginMetadata> =
            plugins.iter().map(|plugin| plugin.metadata()).collect();
        let order = BootOrder::of(&metadata).map_err(|source| BootError::Register { source })?;
        for plugin in &metadata {
            for schema in plugin.shared_schemas() {
                if !settings.shared_schemas.contains(schema) {
                    return Err(BootError::UndeclaredSharedSchema {
                        plugin: plugin.id(),
                        schema: schema.to_string(),
                    });
                }
            }
        }
        settings.roles = isolation == Isolation::Roles;
        settings.workers = usize::try_from(pool.max_size).unwrap_or(usize::MAX);
        let plans = plugins
            .iter()
            .map(|plugin| plugin.plan(&settings))
            .collect::<Result<Vec<_>, _>>()?;
        for plan in &plans {
            if let Some(version) = plan.duplicate_version() {
                return Err(BootError::DuplicateVersion {
                    plugin: plan.id,
                    version: version.to_owned(),
                });
            }
        }
        if let Some(adoption) = &mut settings.adoption {
            adoption.compare(&plans);
        }
        Ok(Self {
            parts: Arc::new(Parts {
                settings,
                pool,
                isolation,
                plugins,
                plans,
                order,
            }),
            state: Checked::new(),
        })
    }

    /// Migrates all plugins, each after those that it depends on: the first pass of the
    /// boot.
    ///
    /// Plugins that do not depend on one another migrate at the same time, as many as
    /// the pool has connections. After a failure nothing new begins.
    ///
    /// # Errors
    ///
    /// [`BootError::Connect`] if the database cannot be reached; [`BootError::Server`]
    /// if it cannot be migrated as it is, for instance because it is a standby;
    /// [`BootError::Migrate`] with the plugin and why its migrations failed; and
    /// [`BootError::Drift`] if the drift check refuses what is there.
    pub fn migrate(self) -> Result<Host<Migrated>, BootError> {
        let parts = &self.parts;
        let _span = tracing::info_span!("migrate all", plugins = parts.plans.len()).entered();
        let report = migrate::run(&parts.settings, &parts.plans, &parts.order)?;
        tracing::info!(
            plugins = report.plugins.len(),
            applied = report.plugins.iter().map(|plugin| plugin.applied.len()).sum::<usize>(),
            duration = ?report.duration,
            "migrated all plugins"
        );
        Ok(Host {
            parts: self.parts,
            state: Migrated { report },
        })
    }
}

impl Host<Migrated> {
    /// Runs the `init` of every plugin, each after those that it depends on: the second
    /// pass of the boot (ISO-08).
    ///
    /// # Errors
    ///
    /// [`BootError::Init`] with the plugin and what it says. No further `init` runs.
    pub fn init(self) -> Result<Host<Ready>, BootError> {
        let parts = &self.parts;
        let typed = parts.plugins.iter().zip(&parts.plans);
        let core = Arc::new(Core {
            pool: pool::open(&parts.settings.database_url, &parts.pool),
            isolation: parts.isolation,
            shared_schemas: parts.settings.shared_schemas.clone(),
            plugins: typed
                .filter_map(|(plugin, plan)| Some((plugin.type_id()?, plan.id)))
                .collect(),
        });
        for &place in parts.order.sequence() {
            let plugin = parts.plans[place].id;
            let _span = tracing::info_span!("init", %plugin).entered();
            parts.plugins[place]
                .init(&core)
                .map_err(|source| BootError::Init { plugin, source })?;
            tracing::debug!("initialized");
        }
        Ok(Host {
            parts: self.parts,
            state: Ready {
                report: self.state.report,
                core,
            },
        })
    }
}

//! The transitions `check`, `migrate` and `init`.

use std::sync::Arc;

use schema_iso::id::PluginId;
use schema_iso::order::BootOrder;
use schema_iso::plugin::{InitMode, PluginMetadata};

use super::builder::{BoxedSource, HostBuilder};
use super::checkout::Core;
use super::error::BootError;
use super::isolation::Isolation;
#[cfg(feature = "async")]
use super::pool::AsyncPools;
use super::pool::Pools;
use super::registry::Sourced;
use super::slots;
use super::state::{Checked, Host, Migrated, Parts, Ready};
use crate::migrate::{self, Chain, InitLocks, Plan, SHORTEST_SECRET, SourceError, is_plain};

impl Host<Checked> {
    pub(super) fn check(builder: HostBuilder) -> Result<Self, BootError> {
        let HostBuilder {
            mut settings,
            pool,
            pools_of,
            application,
            isolation,
            logins,
            mut plugins,
            sources,
            wrong_shared_schemas,
        } = builder;
        if let Some((name, source)) = wrong_shared_schemas.into_iter().next() {
            return Err(BootError::SharedSchemaName { name, source });
        }
        if let Some(program) = settings.program.take_if(|program| !is_plain(program)) {
            return Err(BootError::ProgramName { program });
        }
        for (plugin, _) in &sources {
            if !plugins.iter().any(|known| known.metadata().id() == *plugin) {
                plugins.push(Box::new(Sourced(*plugin)));
            }
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
        settings.roles = matches!(isolation, Isolation::Roles | Isolation::Logins);
        settings.logins = match logins {
            _ if isolation != Isolation::Logins => None,
            None => return Err(BootError::NoLogins),
            Some(logins) if logins.is_short() => {
                let shortest = SHORTEST_SECRET;
                return Err(BootError::ShortSecret { shortest });
            }
            logins => logins,
        };
        settings.sets_sessions = isolation != Isolation::Qualified;
        settings.workers = usize::try_from(pool.max_size).unwrap_or(usize::MAX);
        let mut plans = plugins
            .iter()
            .map(|plugin| plugin.plan(&settings))
            .collect::<Result<Vec<_>, _>>()?;
        for (plugin, source) in sources {
            let mut plans = plans.iter_mut();
            let plan = plans.find(|plan| plan.id == plugin);
            let plan = plan.expect("every source has a plugin, since those without got one");
            give(plan, source)?;
        }
        for plan in &plans {
            plan.check_versions().map_err(unusable(plan.id))?;
        }
        if let Some(adoption) = &mut settings.adoption {
            adoption.compare(&plans);
            if let Some(plugin) = adoption.unknown(&plans) {
                return Err(BootError::AdoptionOfUnknown { plugin });
            }
        }
        let ids: Vec<_> = plans.iter().map(|plan| plan.id).collect();
        let slots = slots::of(&settings, &application, isolation, &pool, pools_of, &ids)?;
        Ok(Self {
            parts: Arc::new(Parts {
                settings,
                pool,
                slots,
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
    /// if it cannot be migrated as it is, for instance because it is a standby, because a pooler
    /// is in the way, or because it takes fewer connections than the pools may open;
    /// [`BootError::Migrate`] with the plugins whose migrations failed, and why; and
    /// [`BootError::Drift`] if the drift check refuses what is there.
    pub fn migrate(self) -> Result<Host<Migrated>, BootError> {
        let parts = &self.parts;
        let span = tracing::info_span!("migrate all", plugins = parts.plans.len());
        let _entered = span.enter();
        let report = migrate::run(&parts.settings, &parts.plans, &parts.order, &span);
        let (report, logins) = logged(report.map_err(BootError::from))?;
        tracing::info!(
            plugins = report.plugins.len(),
            applied = report.plugins.iter().map(|plugin| plugin.applied.len()).sum::<usize>(),
            duration = ?report.duration,
            "migrated all plugins"
        );
        Ok(Host {
            parts: self.parts,
            state: Migrated { report, logins },
        })
    }
}

impl Host<Migrated> {
    /// Runs the `init` of every plugin, each after those that it depends on: the second
    /// pass of the boot (ISO-08).
    ///
    /// Of the processes that boot at once, one at a time runs the `init` of a plugin, under the
    /// lock of its migrations, for which the others wait as they do for migrations; a plugin with
    /// `init(concurrent)` does not wait.
    ///
    /// # Errors
    ///
    /// [`BootError::Init`] with the plugin and its error, or [`BootError::InitLock`] if the
    /// plugin's lock was not acquired in time, or lost. No further `init` runs.
    pub fn init(self) -> Result<Host<Ready>, BootError> {
        let parts = &self.parts;
        let typed = parts.plugins.iter().zip(&parts.plans);
        let mut slots = parts.slots.clone();
        for (slot, address) in slots.iter_mut().zip(self.state.logins) {
            slot.address = address;
        }
        let core = Arc::new(Core {
            #[cfg(feature = "async")]
            async_pools: AsyncPools::new(parts.pool.max_size, slots.clone()),
            pools: Pools::open(parts.pool.max_size, slots),
            plugins: typed
                .enumerate()
                .filter_map(|(slot, (plugin, plan))| Some((plugin.type_id()?, (slot, plan.id))))
                .collect(),
            own_slot: parts.plans.len(),
        });
        let mut locks = InitLocks::new(&parts.settings);
        for &place in parts.order.sequence() {
            let (registered, plan) = (&parts.plugins[place], &parts.plans[place]);
            let plugin = plan.id;
            let _span = tracing::info_span!("init", %plugin).entered();
            let lock_failed = |source| BootError::InitLock {
                plugin,
                source: Box::new(source),
            };
            let alone = registered.metadata().init() == InitMode::Alone;
            if alone {
                logged(locks.acquire(plan).map_err(lock_failed))?;
            }
            let done = registered.init(&core);
            logged(done.map_err(|source| BootError::Init { plugin, source }))?;
            if alone {
                logged(locks.release().map_err(lock_failed))?;
            }
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

/// Gives a plugin the migrations of a source.
fn give(plan: &mut Plan, source: BoxedSource) -> Result<(), BootError> {
    let plugin = plan.id;
    if !plan.migrations.is_empty() {
        return Err(BootError::SeveralSources { plugin });
    }
    let read = migrate::read_source(&*source);
    plan.set_migrations(read.map_err(unusable(plugin))?);
    Ok(())
}

fn unusable(plugin: PluginId) -> impl FnOnce(SourceError) -> BootError {
    move |source| BootError::Source {
        plugin,
        source: Box::new(source),
    }
}

/// Logs a failure. Those of plugins were logged when they happened, under their own spans.
pub(super) fn logged<T>(done: Result<T, BootError>) -> Result<T, BootError> {
    if let Err(error) = &done
        && !matches!(error, BootError::Migrate { .. })
    {
        tracing::error!(error = %Chain(error), "the host does not boot");
    }
    done
}

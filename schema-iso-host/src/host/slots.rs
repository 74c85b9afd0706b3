//! The settings of each plugin's pool, and of the host's own.

use schema_iso::id::PluginId;

use super::builder::ChangeOptions;
use super::error::BootError;
use super::isolation::Isolation;
use super::pool::{PoolOptions, SessionSettings, SlotSettings};
use crate::migrate::Settings;

/// The slots of the plugins, in the order of the registration, and the host's own as the
/// last one.
pub(super) fn of(
    settings: &Settings,
    application: &str,
    isolation: Isolation,
    for_all: &PoolOptions,
    mut for_one: Vec<(PluginId, ChangeOptions)>,
    plugins: &[PluginId],
) -> Result<Vec<SlotSettings>, BootError> {
    let slot = |plugin: Option<PluginId>, options: PoolOptions| SlotSettings {
        plugin,
        address: settings.address.clone(),
        session: SessionSettings::new(
            application,
            plugin,
            isolation,
            &settings.shared_schemas,
            &options,
        ),
        options,
    };
    let mut slots = Vec::with_capacity(plugins.len() + 1);
    for &plugin in plugins {
        let mut options = for_all.clone();
        let mut others = Vec::new();
        for (named, change) in for_one {
            if named == plugin {
                options = change(options);
            } else {
                others.push((named, change));
            }
        }
        for_one = others;
        slots.push(slot(Some(plugin), options));
    }
    if let Some(&(plugin, _)) = for_one.first() {
        return Err(BootError::PoolOfUnknown { plugin });
    }
    let kept = slots.iter().map(|slot| slot.options.min_idle).sum();
    if kept > for_all.max_size {
        return Err(BootError::PoolTooSmall {
            max_size: for_all.max_size,
            kept,
        });
    }
    slots.push(slot(None, for_all.clone().min_idle(0)));
    Ok(slots)
}

//! `Core`: which plugins a host has, and their connections.

use std::any::TypeId;
use std::collections::HashMap;
use std::sync::Arc;

use schema_iso::id::PluginId;
use schema_iso_query::connection::{LentConnection, SafeConnection};
use schema_iso_query::door;
use schema_iso_query::plugin::{ConnectError, ConnectionSource, Plugin};

#[cfg(feature = "async")]
use super::pool::AsyncPools;
use super::pool::{CheckoutError, Lent, Pools};
use crate::migrate::Chain;

/// The plugins by their types, and the pools.
pub(crate) struct Core {
    pub(super) pools: Arc<Pools>,
    /// By type and not by id: a second type that claims a registered id is not registered.
    pub(super) plugins: HashMap<TypeId, (usize, PluginId)>,
    /// The slot of the host's own connections.
    pub(super) own_slot: usize,
    #[cfg(feature = "async")]
    pub(super) async_pools: Arc<AsyncPools>,
}

impl Core {
    /// The plugin's slot and id, if it is registered.
    pub(super) fn registered<P: Plugin>(&self) -> Option<(usize, PluginId)> {
        self.plugins.get(&TypeId::of::<P>()).copied()
    }

    /// A connection for a plugin, prepared.
    pub(super) fn connect<P: Plugin>(&self) -> Result<SafeConnection<P>, ConnectError> {
        self.lend(P::METADATA.id(), TypeId::of::<P>())
            .map(door::lend)
    }

    /// A connection out of the pool of a plugin.
    fn checkout(&self, plugin: PluginId, plugin_type: TypeId) -> Result<Lent, ConnectError> {
        let registered = self.plugins.get(&plugin_type).copied();
        let (slot, plugin) = registered.ok_or(ConnectError::NotRegistered { plugin })?;
        self.pools
            .checkout(slot)
            .map_err(|source| ConnectError::Pool {
                plugin,
                source: Box::new(source),
            })
    }

    /// A connection for a transaction over several plugins.
    pub(super) fn own_connection(&self) -> Result<Lent, CheckoutError> {
        self.pools.checkout(self.own_slot)
    }
}

impl ConnectionSource for Core {
    fn lend(
        &self,
        plugin: PluginId,
        plugin_type: TypeId,
    ) -> Result<Box<dyn LentConnection>, ConnectError> {
        match self.checkout(plugin, plugin_type) {
            Ok(lent) => Ok(Box::new(lent)),
            Err(error) => {
                tracing::error!(error = %Chain(&error), "a plugin got no connection");
                Err(error)
            }
        }
    }
}

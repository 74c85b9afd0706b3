//! Handing connections of the one pool to plugins.

use std::any::TypeId;
use std::collections::HashMap;

use r2d2::Pool;
use schema_iso::id::{PluginId, SharedSchemaName};
use schema_iso_query::connection::{LentConnection, SafeConnection};
use schema_iso_query::door;
use schema_iso_query::plugin::{ConnectError, ConnectionSource, Plugin};

use super::isolation::Isolation;
use super::pool::{ConnectionManager, Lent, PooledHostConnection};
use crate::migrate::{quoted, search_path};

/// The pool, and how its connections are prepared.
pub(crate) struct Core {
    pub(super) pool: Pool<ConnectionManager>,
    pub(super) isolation: Isolation,
    pub(super) shared_schemas: Vec<SharedSchemaName>,
    /// By type and not by id: a second type that claims a registered id is nobody.
    pub(super) plugins: HashMap<TypeId, PluginId>,
}

impl Core {
    /// The plugin's id, if it is registered.
    pub(super) fn registered<P: Plugin>(&self) -> Option<PluginId> {
        self.plugins.get(&TypeId::of::<P>()).copied()
    }

    /// A connection for a plugin, prepared.
    pub(super) fn connect<P: Plugin>(&self) -> Result<SafeConnection<P>, ConnectError> {
        self.lend(P::METADATA.id(), TypeId::of::<P>())
            .map(door::lend)
    }

    fn checkout(&self, plugin: PluginId) -> Result<PooledHostConnection, ConnectError> {
        // A connection that the server has closed is noticed here at the latest, and
        // there may be as many as the pool holds.
        let mut spare = self.pool.max_size();
        loop {
            let mut raw = self.pool.get().map_err(|source| ConnectError::Pool {
                plugin,
                source: Box::new(source),
            })?;
            let Err(source) = self.prepare(&mut raw, plugin) else {
                return Ok(raw);
            };
            if spare == 0 || !raw.is_broken() {
                return Err(ConnectError::Prepare { plugin, source });
            }
            spare -= 1;
        }
    }

    /// Prepares a connection for a plugin; start-up options would be refused by some
    /// poolers, so the settings are statements.
    pub(super) fn prepare(
        &self,
        raw: &mut PooledHostConnection,
        plugin: PluginId,
    ) -> diesel::QueryResult<()> {
        let schema = plugin.schema();
        let path = search_path(&schema, &self.shared_schemas);
        match self.isolation {
            Isolation::Qualified => Ok(()),
            Isolation::SearchPath => raw.prepare_for(plugin, &format!("SET search_path TO {path}")),
            Isolation::Roles => {
                let role = quoted(schema.as_str());
                let batch = format!("SET ROLE {role}; SET search_path TO {path}");
                raw.prepare_for(plugin, &batch)
            }
        }
    }
}

impl ConnectionSource for Core {
    fn lend(
        &self,
        plugin: PluginId,
        plugin_type: TypeId,
    ) -> Result<Box<dyn LentConnection>, ConnectError> {
        let registered = self.plugins.get(&plugin_type).copied();
        let plugin = registered.ok_or(ConnectError::NotRegistered { plugin })?;
        Ok(Box::new(Lent(self.checkout(plugin)?)))
    }
}

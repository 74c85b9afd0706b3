//! An example plugin: what is checked, how it was, and what went wrong.
//!
//! It has start-up work: its own check must exist before results are reported. The host
//! calls [`Healthcheck::init`] when all migrations of all plugins are done.

pub mod incidents;
pub mod results;
pub mod schema;

use diesel::prelude::*;
use schema_iso_diesel::{PluginContext, plugin};

use crate::schema::{Check, Health, checks};

/// The check of the plugin itself.
pub const SELF_CHECK: &str = "healthcheck";

/// Knows how everything is.
#[plugin(id = "healthcheck", migrations = "migrations", init)]
#[derive(Debug)]
pub struct Healthcheck;

impl Healthcheck {
    /// Creates the plugin's own check, and records that the plugin has started.
    ///
    /// # Errors
    ///
    /// If the host has no connection, or PostgreSQL refuses.
    pub fn init(
        &self,
        context: &PluginContext<Self>,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let mut conn = context.connect()?;
        let check = ensure(&mut conn, SELF_CHECK)?;
        let details = serde_json::json!({ "event": "start" });
        results::record(&mut conn, &check, Health::Healthy, details)?;
        Ok(())
    }
}

/// The check of a name, which is made if it is not there.
///
/// # Errors
///
/// The error of PostgreSQL.
pub fn ensure(conn: &mut SafeConnection<Healthcheck>, name: &str) -> QueryResult<Check> {
    diesel::insert_into(checks::table)
        .values(checks::name.eq(name))
        .on_conflict(checks::name)
        .do_update()
        .set(checks::enabled.eq(true))
        .get_result(conn)
}

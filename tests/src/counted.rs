//! Many plugins with the same migrations, which count how often they ran.

use std::path::Path;

use schema_iso::PluginId;
use schema_iso_host::{HostBuilder, MigrationDirectory};

use crate::Admin;

/// The id of one of the plugins.
#[must_use]
pub fn counted_id(prefix: &str, number: usize) -> PluginId {
    PluginId::new(&format!("{prefix}-{number}")).unwrap()
}

/// Registers plugins.
pub fn register_counted(builder: HostBuilder, prefix: &str, plugins: usize) -> HostBuilder {
    register_fixture(builder, "counted", prefix, &[], plugins)
}

/// Registers plugins with the migrations of a directory below `fixtures`, which had other ids
/// before.
pub fn register_fixture(
    mut builder: HostBuilder,
    fixture: &str,
    prefix: &str,
    previous: &[&str],
    plugins: usize,
) -> HostBuilder {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(fixture);
    for number in 0..plugins {
        let previous = previous.iter().map(|prefix| counted_id(prefix, number));
        let directory = MigrationDirectory::read(counted_id(prefix, number), &root).unwrap();
        builder = builder.register_directory(directory.with_previous_ids(previous));
    }
    builder
}

/// Checks that each migration of each plugin ran once, and wholly.
#[track_caller]
pub fn assert_counted_once(admin: &mut Admin, prefix: &str, plugins: usize) {
    for number in 0..plugins {
        let schema = counted_id(prefix, number).schema();
        let log = admin.texts(&format!(
            "SELECT migration || '/' || half FROM {schema}.log ORDER BY 1"
        ));
        assert_eq!(log, ["1/1", "1/2", "2/1", "2/2", "3/1", "3/2"], "{schema}");
        let trackers = admin.text(&format!(
            "SELECT count(*) FROM {schema}.__diesel_schema_migrations \
             JOIN {schema}.__schema_iso_migrations USING (version) WHERE checksum IS NOT NULL"
        ));
        assert_eq!(trackers, "3", "{schema}");
    }
}

//! What the integration tests of hosts and migrations share.
//!
//! The plugins are written by hand, so that the tests can be wrong in ways that the
//! macros refuse.

mod admin;
mod bouncer;
mod counted;
mod dump;
mod events;
mod plugins;
mod tcp;
mod trips;
mod wait;

pub use admin::Admin;
pub use bouncer::Bouncer;
pub use counted::{assert_counted_once, counted_id, register_counted, register_fixture};
pub use dump::{client_program, dump_and_restore};
pub use events::Said;
pub use plugins::migration;
pub use schema_iso::plugin::EmbeddedMigration;
pub use schema_iso::{PluginId, PluginMetadata};
pub use schema_iso_host as host;
pub use schema_iso_host::Plugin;
pub use schema_iso_host::testing::{ManifestUnchecked, Server, TestDatabase};
pub use tcp::TcpServer;
pub use trips::{TripCounter, Trips};
pub use wait::wait_until;

/// All messages of an error, from the outermost to the cause.
pub fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        text.push_str("\n  ");
        text.push_str(&source.to_string());
        next = source.source();
    }
    text
}

/// The one plugin that failed in a boot, and why.
#[track_caller]
pub fn only_failure(error: host::BootError) -> (PluginId, host::MigrateErrorKind) {
    let host::BootError::Migrate { source } = error else {
        panic!("{}", chain(&error));
    };
    let mut failures = source.into_iter();
    let first = failures.next().unwrap();
    assert!(failures.next().is_none(), "several plugins failed");
    (first.plugin, first.kind)
}

//! What a plugin says about itself.

mod embedded;
mod metadata;

pub use embedded::{EmbeddedMigration, migration_version};
pub use metadata::PluginMetadata;

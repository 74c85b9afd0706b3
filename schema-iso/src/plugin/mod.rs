//! The metadata of a plugin, and its embedded migrations.

mod embedded;
mod metadata;

pub use embedded::EmbeddedMigration;
pub use metadata::PluginMetadata;

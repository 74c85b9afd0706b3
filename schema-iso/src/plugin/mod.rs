//! The metadata of a plugin, and its embedded migrations.

mod description;
mod embedded;
mod init;
mod metadata;

pub use embedded::EmbeddedMigration;
pub use init::InitMode;
pub use metadata::PluginMetadata;

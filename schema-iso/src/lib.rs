//! The rules of Schema Iso, as pure code.
//!
//! Every rule exists once, here, and is used by the macros while compiling, by the
//! host at run time and by the command line alike. The crate does no input or
//! output and knows neither Diesel nor a connection: texts and constants go in,
//! verdicts come out.
//!
//! ```
//! use schema_iso::{BootOrder, PluginId, PluginMetadata};
//!
//! const AUTH: PluginId = PluginId::literal("auth");
//! const NOTES: PluginId = PluginId::literal("notes");
//!
//! let order = BootOrder::of(&[
//!     PluginMetadata::new(NOTES, "notes", "1.0.0").with_depends_on(&[AUTH]),
//!     PluginMetadata::new(AUTH, "auth", "1.0.0"),
//! ])?;
//! assert_eq!(order.sequence(), [1, 0]);
//! # Ok::<(), schema_iso::order::RegisterError>(())
//! ```

// A blank line between the modules keeps them in reading order.

pub mod id;

pub mod definition;

pub mod plugin;

pub mod order;

pub mod manifest;

pub mod migration;

pub mod rule;

pub mod rules;

pub use definition::{ColumnDefinition, SqlTypeName, TableDefinition, TypeDefinition};
pub use id::{PluginId, SchemaName, SharedSchemaName};
pub use order::BootOrder;
pub use plugin::{EmbeddedMigration, PluginMetadata};
pub use rule::{Diagnostic, Rule};

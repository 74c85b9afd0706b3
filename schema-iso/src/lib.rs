//! The rules of Schema Iso, as pure code: plugin ids and schema names, boot order, table
//! definitions, and the checks of migrations and manifests.
//!
//! Each rule exists once, here; the macros apply it at compile time and the host at run time. The
//! crate does no input or output and knows neither Diesel nor a connection: texts and constants go
//! in, findings come out.
//!
//! ```
//! use schema_iso::{BootOrder, PluginId, PluginMetadata};
//!
//! const AUTH: PluginId = PluginId::literal("auth");
//! const NOTES: PluginId = PluginId::literal("notes");
//! assert_eq!(NOTES.schema().as_str(), "plugin_notes");
//!
//! // `notes` depends on `auth`, so `auth` boots first.
//! let order = BootOrder::of(&[
//!     PluginMetadata::new(NOTES, "notes", "1.0.0").with_depends_on(&[AUTH]),
//!     PluginMetadata::new(AUTH, "auth", "1.0.0"),
//! ])?;
//! assert_eq!(order.sequence(), [1, 0]);
//! # Ok::<(), schema_iso::order::RegisterError>(())
//! ```
//!
//! Plugin crates depend on `schema-iso-diesel` and hosts on `schema-iso-host`; this crate is for
//! them, and for tools that work with the rules.
//!
//! Guide: the [README](https://github.com/schema-iso/schema-iso#readme). Rules:
//! [one page each](rules).

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
pub use plugin::{EmbeddedMigration, InitMode, PluginMetadata};
pub use rule::{Diagnostic, Rule};

//! Plugin ids and the names of schemas that follow from them (ISO-02).
//!
//! An id is checked once, when it is created, by the same code at compile time and
//! at run time. Everything here is `Copy`, stores its text inline and works in
//! constants, so that it costs generated code nothing.
//!
//! ```
//! use schema_iso::id::PluginId;
//!
//! const AUTH: PluginId = PluginId::literal("auth");
//! assert_eq!(AUTH.schema().as_str(), "plugin_auth");
//! ```

mod error;
mod inline;
mod plugin_id;
mod prefix;
mod schema_name;
mod shared_schema;

pub use error::PluginIdError;
pub use plugin_id::PluginId;
pub use prefix::{LOGIN_PREFIX, OWNER_PREFIX, SCHEMA_PREFIX};
pub use schema_name::SchemaName;
pub use shared_schema::{SharedSchemaName, SharedSchemaNameError};

/// The longest name that PostgreSQL keeps whole, in bytes; it cuts longer ones silently.
pub const MAX_IDENTIFIER_BYTES: usize = 63;

//! The name of a plugin's schema.

use std::fmt;

use super::inline::InlineText;
use super::{MAX_IDENTIFIER_BYTES, PluginId, SCHEMA_PREFIX};

/// The name of the schema of one plugin.
///
/// It comes from a [`PluginId`] only, so it is always a legal name that needs no
/// quoting, and never that of another plugin (ISO-02).
///
/// ```
/// use schema_iso::id::{PluginId, SchemaName};
///
/// const SCHEMA: SchemaName = PluginId::literal("my-feature").schema();
/// assert_eq!(SCHEMA.as_str(), "plugin_my_feature");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaName(InlineText<MAX_IDENTIFIER_BYTES>);

const _: () = assert!(SCHEMA_PREFIX.len() + PluginId::MAX_BYTES <= MAX_IDENTIFIER_BYTES);

impl SchemaName {
    pub(super) const fn of(id: &PluginId) -> Self {
        let mut name = InlineText::EMPTY;
        let prefix = SCHEMA_PREFIX.as_bytes();
        let mut at = 0;
        while at < prefix.len() {
            name.push(prefix[at]);
            at += 1;
        }
        let id = id.as_str().as_bytes();
        let mut at = 0;
        while at < id.len() {
            name.push(if id[at] == b'-' { b'_' } else { id[at] });
            at += 1;
        }
        Self(name)
    }

    /// The name as text.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether both are the same name; `==` for constants.
    #[must_use]
    pub const fn same_as(&self, other: &Self) -> bool {
        self.0.same_as(&other.0)
    }
}

impl fmt::Display for SchemaName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for SchemaName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SchemaName").field(&self.as_str()).finish()
    }
}

impl AsRef<str> for SchemaName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl From<PluginId> for SchemaName {
    fn from(id: PluginId) -> Self {
        id.schema()
    }
}

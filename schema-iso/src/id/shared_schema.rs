//! Schemas that belong to no plugin.

use std::fmt;
use std::str::FromStr;

use super::inline::InlineText;
use super::{MAX_IDENTIFIER_BYTES, SCHEMA_PREFIX};

/// A schema that the host declares to be shared, such as one for extensions.
///
/// It is a lower-case name that needs no quoting, and neither a plugin's, nor
/// PostgreSQL's own, nor `public`, which would let in what any other program left there.
///
/// ```
/// use schema_iso::id::SharedSchemaName;
///
/// const EXTENSIONS: SharedSchemaName = SharedSchemaName::literal("extensions");
/// assert_eq!(EXTENSIONS.as_str(), "extensions");
/// assert!(SharedSchemaName::new("public").is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SharedSchemaName(InlineText<MAX_IDENTIFIER_BYTES>);

impl SharedSchemaName {
    /// Checks a text and converts it into a name.
    ///
    /// # Errors
    ///
    /// [`SharedSchemaNameError`] when the text is empty or longer than 63 bytes, has
    /// a character outside `a-z`, `0-9` and `_`, begins with a digit, or is a name
    /// that cannot be shared: `public`, `information_schema`, one that begins with
    /// `pg_`, or a plugin's.
    pub const fn new(text: &str) -> Result<Self, SharedSchemaNameError> {
        let bytes = text.as_bytes();
        if bytes.is_empty() {
            return Err(SharedSchemaNameError::Empty);
        }
        if bytes.len() > MAX_IDENTIFIER_BYTES {
            let length = bytes.len();
            return Err(SharedSchemaNameError::TooLong { length });
        }
        let mut name = InlineText::EMPTY;
        let mut at = 0;
        while at < bytes.len() {
            let legal = match bytes[at] {
                b'a'..=b'z' | b'_' => true,
                b'0'..=b'9' => at > 0,
                _ => false,
            };
            if !legal {
                let position = at + 1;
                return Err(SharedSchemaNameError::Character { position });
            }
            name.push(bytes[at]);
            at += 1;
        }
        if begins_with(bytes, b"pg_") || same(bytes, b"information_schema") {
            return Err(SharedSchemaNameError::System);
        }
        if same(bytes, b"public") {
            return Err(SharedSchemaNameError::Public);
        }
        if begins_with(bytes, SCHEMA_PREFIX.as_bytes()) {
            return Err(SharedSchemaNameError::Plugin);
        }
        Ok(Self(name))
    }

    /// Converts a literal that was checked before into a name; meant for generated code.
    ///
    /// # Panics
    ///
    /// If the text is not such a name. In a constant that is a compile error.
    #[must_use]
    #[track_caller]
    #[expect(clippy::panic, reason = "the panic is the compile error of a constant")]
    pub const fn literal(text: &str) -> Self {
        match Self::new(text) {
            Ok(name) => name,
            Err(error) => panic!("{}", error.summary()),
        }
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

const fn begins_with(text: &[u8], prefix: &[u8]) -> bool {
    text.len() >= prefix.len() && same(text.split_at(prefix.len()).0, prefix)
}

const fn same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    true
}

impl fmt::Display for SharedSchemaName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for SharedSchemaName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SharedSchemaName")
            .field(&self.as_str())
            .finish()
    }
}

impl AsRef<str> for SharedSchemaName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl FromStr for SharedSchemaName {
    type Err = SharedSchemaNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl TryFrom<&str> for SharedSchemaName {
    type Error = SharedSchemaNameError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        Self::new(text)
    }
}

/// Why a text is not the name of a shared schema.
///
/// ```
/// use schema_iso::id::{SharedSchemaName, SharedSchemaNameError};
///
/// let error = SharedSchemaName::new("plugin_auth").unwrap_err();
/// assert_eq!(error, SharedSchemaNameError::Plugin);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SharedSchemaNameError {
    /// The name is empty.
    #[error("the name of the shared schema is empty")]
    Empty,
    /// PostgreSQL would cut the name.
    #[error("the name of the shared schema is {length} bytes long, PostgreSQL keeps 63")]
    TooLong {
        /// How long it is, in bytes.
        length: usize,
    },
    /// A character would need quoting.
    #[error(
        "the name of the shared schema has a character other than a-z, 0-9 and _, \
         or begins with a digit, at position {position}"
    )]
    Character {
        /// Its position in bytes, counted from one.
        position: usize,
    },
    /// The schema is PostgreSQL's own.
    #[error("the schema is PostgreSQL's own and cannot be declared shared")]
    System,
    /// The schema is `public`, which everybody may have filled.
    #[error("the schema `public` cannot be declared shared")]
    Public,
    /// The name is kept for a plugin.
    #[error(
        "the name of the shared schema begins with `{SCHEMA_PREFIX}`, which is kept for plugins"
    )]
    Plugin,
}

impl SharedSchemaNameError {
    const fn summary(&self) -> &'static str {
        match self {
            Self::Empty => "the name of the shared schema is empty",
            Self::TooLong { .. } => "the name of the shared schema is longer than 63 bytes",
            Self::Character { .. } => {
                "the name of the shared schema has a character other than a-z, 0-9 and _, \
                 or begins with a digit"
            }
            Self::System => "the schema is PostgreSQL's own and cannot be declared shared",
            Self::Public => "the schema `public` cannot be declared shared",
            Self::Plugin => {
                "the name of the shared schema begins like those of plugins, for which that is kept"
            }
        }
    }
}

//! The id of a plugin and its grammar.

use std::fmt;
use std::str::FromStr;

use super::inline::InlineText;
use super::prefix::LONGEST_ID;
use super::{PluginIdError, SchemaName};

/// The id of a plugin: lower-case words and digits, joined by single hyphens.
///
/// The grammar is `^[a-z][a-z0-9]*(-[a-z0-9]+)*$`, at most [`PluginId::MAX_BYTES`]
/// long (ISO-02). No two ids share a schema: an id has no underscore, so turning
/// its hyphens into underscores loses nothing.
///
/// ```
/// use schema_iso::id::PluginId;
///
/// let id = PluginId::new("my-feature")?;
/// assert_eq!(id.as_str(), "my-feature");
/// assert_eq!(id.schema().as_str(), "plugin_my_feature");
/// # Ok::<(), schema_iso::id::PluginIdError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PluginId(InlineText<{ PluginId::MAX_BYTES }>);

impl PluginId {
    /// The longest id, in bytes: with `plugin_` in front, its 56 bytes fill a PostgreSQL name.
    ///
    /// With another [`SCHEMA_PREFIX`](super::SCHEMA_PREFIX) it is 56 without the length of that one.
    pub const MAX_BYTES: usize = LONGEST_ID;

    /// Checks a text and converts it into an id.
    ///
    /// # Errors
    ///
    /// [`PluginIdError`] says what is wrong first: the text is empty or longer than
    /// [`PluginId::MAX_BYTES`], begins with something other than a letter, or holds
    /// an upper-case letter, an underscore, a double or trailing hyphen, a character
    /// outside ASCII or any other character that the grammar does not know.
    ///
    /// ```
    /// use schema_iso::id::PluginId;
    ///
    /// let error = PluginId::new("My_Feature").unwrap_err();
    /// assert_eq!(error.help().unwrap(), "write `my-feature`");
    /// ```
    pub const fn new(text: &str) -> Result<Self, PluginIdError> {
        let bytes = text.as_bytes();
        if bytes.is_empty() {
            return Err(PluginIdError::Empty);
        }
        if bytes.len() > Self::MAX_BYTES {
            let length = bytes.len();
            return Err(PluginIdError::TooLong { length });
        }
        let mut id = InlineText::EMPTY;
        let mut at = 0;
        while at < bytes.len() {
            if let Some(error) = wrong_byte(text, at) {
                return Err(error);
            }
            id.push(bytes[at]);
            at += 1;
        }
        Ok(Self(id))
    }

    /// Converts a literal that was checked before into an id; meant for generated code.
    ///
    /// ```
    /// use schema_iso::id::PluginId;
    ///
    /// const ID: PluginId = PluginId::literal("my-feature");
    /// assert_eq!(ID.as_str(), "my-feature");
    /// ```
    ///
    /// ```compile_fail,E0080
    /// const ID: schema_iso::id::PluginId = schema_iso::id::PluginId::literal("My_Feature");
    /// # let _ = ID;
    /// ```
    ///
    /// # Panics
    ///
    /// If the text is not an id. In a constant that is a compile error.
    #[must_use]
    #[track_caller]
    #[expect(clippy::panic, reason = "the panic is the compile error of a constant")]
    pub const fn literal(text: &str) -> Self {
        match Self::new(text) {
            Ok(id) => id,
            Err(error) => panic!("{}", error.summary()),
        }
    }

    /// The id as text.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The schema of the plugin: [`SCHEMA_PREFIX`](super::SCHEMA_PREFIX), which is `plugin_`, and the
    /// id with `_` for `-`.
    #[must_use]
    pub const fn schema(&self) -> SchemaName {
        SchemaName::of(self)
    }

    /// Whether both are the same id; `==` for constants.
    ///
    /// ```
    /// use schema_iso::id::PluginId;
    ///
    /// const AUTH: PluginId = PluginId::literal("auth");
    /// const _: () = assert!(AUTH.same_as(&PluginId::literal("auth")));
    /// ```
    #[must_use]
    pub const fn same_as(&self, other: &Self) -> bool {
        self.0.same_as(&other.0)
    }

    /// The id that is nearest to a text that is not an id, if there is one to propose.
    ///
    /// Words are separated at capitals, underscores, blanks and punctuation. There is no
    /// proposal if the text would lose a letter, or if the id would be too long.
    pub(super) const fn nearest(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let mut id: InlineText<{ Self::MAX_BYTES }> = InlineText::EMPTY;
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            if !byte.is_ascii() {
                return None;
            }
            let new_word = !byte.is_ascii_alphanumeric() || begins_word(bytes, at);
            if new_word && id.len() > 0 && !matches!(id.last(), Some(b'-')) && !id.push(b'-') {
                return None;
            }
            if byte.is_ascii_alphanumeric() && !id.push(byte.to_ascii_lowercase()) {
                return None;
            }
            at += 1;
        }
        if matches!(id.last(), Some(b'-')) {
            id.pop();
        }
        // Only the first character can still be wrong. Asking `new` would recurse.
        match id.as_str().as_bytes() {
            [b'a'..=b'z', ..] => Some(Self(id)),
            _ => None,
        }
    }
}

/// Whether a capital begins a word: `F` in `myFeature`, `S` in `HTTPServer`.
const fn begins_word(bytes: &[u8], at: usize) -> bool {
    if at == 0 || !bytes[at].is_ascii_uppercase() {
        return false;
    }
    let before = bytes[at - 1];
    let next_is_lower = at + 1 < bytes.len() && bytes[at + 1].is_ascii_lowercase();
    before.is_ascii_lowercase()
        || before.is_ascii_digit()
        || (before.is_ascii_uppercase() && next_is_lower)
}

/// What is wrong with one byte of an id, given that all before it are right.
const fn wrong_byte(text: &str, at: usize) -> Option<PluginIdError> {
    let bytes = text.as_bytes();
    let byte = bytes[at];
    let position = at + 1;
    match byte {
        b'a'..=b'z' => None,
        b'0'..=b'9' if at > 0 => None,
        b'-' if at > 0 && bytes[at - 1] == b'-' => Some(PluginIdError::DoubleHyphen {
            position,
            nearest: PluginId::nearest(text),
        }),
        b'-' if at > 0 && position == bytes.len() => Some(PluginIdError::TrailingHyphen {
            position,
            nearest: PluginId::nearest(text),
        }),
        b'-' if at > 0 => None,
        b'A'..=b'Z' => Some(PluginIdError::UpperCase {
            found: byte as char,
            position,
            nearest: PluginId::nearest(text),
        }),
        b'_' => Some(PluginIdError::Underscore {
            position,
            nearest: PluginId::nearest(text),
        }),
        0x80.. => Some(PluginIdError::NotAscii {
            found: char_at(bytes, at),
            position,
        }),
        _ if at == 0 => Some(PluginIdError::FirstCharacter {
            found: byte as char,
            nearest: PluginId::nearest(text),
        }),
        _ => Some(PluginIdError::Character {
            found: byte as char,
            position,
            nearest: PluginId::nearest(text),
        }),
    }
}

/// The character whose first byte, outside ASCII, is at a place of a UTF-8 text.
const fn char_at(bytes: &[u8], at: usize) -> char {
    let (length, mut code) = match bytes[at] {
        0xF0.. => (4, bytes[at] as u32 & 0x07),
        0xE0.. => (3, bytes[at] as u32 & 0x0F),
        _ => (2, bytes[at] as u32 & 0x1F),
    };
    let mut next = 1;
    while next < length {
        code = (code << 6) | (bytes[at + next] as u32 & 0x3F);
        next += 1;
    }
    match char::from_u32(code) {
        Some(found) => found,
        None => char::REPLACEMENT_CHARACTER,
    }
}

impl fmt::Display for PluginId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for PluginId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PluginId").field(&self.as_str()).finish()
    }
}

impl AsRef<str> for PluginId {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl FromStr for PluginId {
    type Err = PluginIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl TryFrom<&str> for PluginId {
    type Error = PluginIdError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        Self::new(text)
    }
}

//! `PluginIdError`: the ways in which a plugin id can be wrong.

use super::PluginId;

/// Why a text is not a plugin id.
///
/// ```
/// use schema_iso::id::{PluginId, PluginIdError};
///
/// let error = PluginId::new("my_feature").unwrap_err();
/// assert!(matches!(error, PluginIdError::Underscore { position: 3, .. }));
/// assert_eq!(error.to_string(), "the plugin id has an underscore at position 3");
/// assert_eq!(error.help().unwrap(), "write `my-feature`");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PluginIdError {
    /// The id is empty.
    #[error("the plugin id is empty")]
    Empty,
    /// The text is longer than an id may be.
    #[error("the plugin id is {length} bytes long, {max} are allowed", max = PluginId::MAX_BYTES)]
    TooLong {
        /// How long it is, in bytes.
        length: usize,
    },
    /// The first character is not a letter.
    #[error("the plugin id begins with {found:?} instead of a lower-case letter")]
    FirstCharacter {
        /// The first character.
        found: char,
        /// The nearest id.
        nearest: Option<PluginId>,
    },
    /// The id has an upper-case letter.
    #[error("the plugin id has the upper-case letter {found:?} at position {position}")]
    UpperCase {
        /// The letter.
        found: char,
        /// Its position in bytes, counted from one.
        position: usize,
        /// The nearest id.
        nearest: Option<PluginId>,
    },
    /// The id has an underscore instead of a hyphen.
    #[error("the plugin id has an underscore at position {position}")]
    Underscore {
        /// Its position in bytes, counted from one.
        position: usize,
        /// The nearest id.
        nearest: Option<PluginId>,
    },
    /// Two hyphens follow one another.
    #[error("the plugin id has a second hyphen in a row at position {position}")]
    DoubleHyphen {
        /// The position of the second one in bytes, counted from one.
        position: usize,
        /// The nearest id.
        nearest: Option<PluginId>,
    },
    /// The text ends with a hyphen.
    #[error("the plugin id ends with a hyphen, at position {position}")]
    TrailingHyphen {
        /// Its position in bytes, counted from one.
        position: usize,
        /// The nearest id.
        nearest: Option<PluginId>,
    },
    /// The id has a character outside ASCII.
    #[error("the plugin id has the character {found:?} at position {position}, outside ASCII")]
    NotAscii {
        /// The character.
        found: char,
        /// Where it begins, in bytes, counted from one.
        position: usize,
    },
    /// The id has another character that ids cannot have.
    #[error("the plugin id has the character {found:?} at position {position}")]
    Character {
        /// The character.
        found: char,
        /// Its position in bytes, counted from one.
        position: usize,
        /// The nearest id.
        nearest: Option<PluginId>,
    },
}

impl PluginIdError {
    /// What to write instead, if there is a nearest correct form.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        self.nearest().map(|id| format!("write `{id}`"))
    }

    /// The nearest correct id, if there is one.
    #[must_use]
    pub const fn nearest(&self) -> Option<PluginId> {
        match *self {
            Self::Empty | Self::TooLong { .. } | Self::NotAscii { .. } => None,
            Self::FirstCharacter { nearest, .. }
            | Self::UpperCase { nearest, .. }
            | Self::Underscore { nearest, .. }
            | Self::DoubleHyphen { nearest, .. }
            | Self::TrailingHyphen { nearest, .. }
            | Self::Character { nearest, .. } => nearest,
        }
    }

    /// The error without its place, for the evaluation of constants.
    pub(super) const fn summary(&self) -> &'static str {
        match self {
            Self::Empty => "the plugin id is empty",
            Self::TooLong { .. } => "the plugin id is too long",
            Self::FirstCharacter { .. } => "the plugin id does not begin with a lower-case letter",
            Self::UpperCase { .. } => "the plugin id has an upper-case letter",
            Self::Underscore { .. } => "the plugin id has an underscore: write a hyphen",
            Self::DoubleHyphen { .. } => "the plugin id has two hyphens in a row",
            Self::TrailingHyphen { .. } => "the plugin id ends with a hyphen",
            Self::NotAscii { .. } => "the plugin id has a character outside ASCII",
            Self::Character { .. } => {
                "the plugin id has a character other than a-z, 0-9 and the hyphen"
            }
        }
    }
}

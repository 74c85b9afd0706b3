//! Why something was not moved out of `public`.

/// Why something was not moved out of `public`. Nothing of the plugin was.
///
/// ```
/// use schema_iso_host::AdoptError;
///
/// let error = AdoptError::BothThere { object: "items".into(), schema: "plugin_notes".into() };
/// assert_eq!(
///     error.to_string(),
///     "`items` is both in `public` and in `plugin_notes`; drop the one that is not needed",
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AdoptError {
    /// The plugin has an object of the same name already.
    #[error("`{object}` is both in `public` and in `{schema}`; drop the one that is not needed")]
    BothThere {
        /// The object.
        object: String,
        /// The plugin's schema.
        schema: String,
    },
    /// Several plugins declare an object of that name.
    #[error(
        "`{object}` is in `public`, and several plugins declare it; name the plugin that owns it with `with_objects`"
    )]
    Contested {
        /// The object.
        object: String,
    },
}

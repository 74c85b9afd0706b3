//! Why something was not moved out of `public`.

/// Why something was not moved out of `public`. Nothing was, of any plugin.
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
    /// The host's role may not move something, or not read the tracker.
    #[error("the role `{role}` may not move everything; let the owners or a superuser run `{}`", statements.join("; "))]
    NotOwned {
        /// The host's role.
        role: String,
        /// What is to be run, for all of it.
        statements: Vec<String>,
    },
    /// The host names an object that is neither in `public` nor in the plugin's schema.
    #[error(
        "there is no `{object}` in `public`, or it belongs to an extension; correct the name in `with_objects`, or \
         remove it"
    )]
    NotFound {
        /// The name.
        object: String,
    },
    /// What was to be moved needs what stays in `public`, or what is another plugin's.
    #[error(
        "not everything would be in its place: {}; add what is missing by `with_objects`, or what may stay by \
         `leaving_in_public`",
        findings.join("; ")
    )]
    Entangled {
        /// What is needed, and by what.
        findings: Vec<String>,
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

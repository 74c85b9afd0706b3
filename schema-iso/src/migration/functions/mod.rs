//! Which functions a migration may call: a list of the harmless ones, and the rest is refused.
//!
//! - [`harmless`], [`extensions`] and [`postgis`] are the lists, by name: PostgreSQL looks a call up by its
//!   name first. [`support`] are those that stand behind operators and aggregates, and are never called.
//! - [`OwnNames`] are those that the plugin's migrations make themselves.

mod extensions;
mod harmless;
mod own;
mod postgis;
mod support;

pub use own::OwnNames;

/// What is known of a function of PostgreSQL's, or of an extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judgement {
    /// It runs no text, changes no session and no other object, and reads no values of others.
    Harmless,
    /// It does something of that, which the text says.
    Refused(&'static str),
    /// It is on no list.
    Unknown,
}

/// What PostgreSQL's grammar has in the form of a call.
const SPECIAL: &[&str] = &["coalesce", "greatest", "grouping", "least", "nullif"];

/// What functions of PostgreSQL do that a migration must not call, by their names or by what these
/// begin with.
const REFUSED: &[(&str, &[&str], &[&str])] = &[
    (
        "reads a table by the name that it is given",
        &["currtid", "currtid2"],
        &[],
    ),
    (
        "reads a sequence by its oid, whosever it is",
        &["pg_get_sequence_data", "pg_sequence_last_value"],
        &[],
    ),
    (
        "works on the catalogues past every check",
        &["pg_nextoid", "pg_stop_making_pinned_objects"],
        &["binary_upgrade_"],
    ),
    (
        "works on large objects, which all plugins share",
        &["loread", "lowrite"],
        &["lo_"],
    ),
    (
        "reads statistics, which are of all plugins, or changes them",
        &[],
        &["pg_stat_"],
    ),
    (
        "reads or changes what the whole server shares",
        &[
            "cursor_to_xml",
            "cursor_to_xmlschema",
            "inet_server_addr",
            "inet_server_port",
        ],
        &["brin_", "gin_", "pg_"],
    ),
];

/// Judges a function by its name, which is folded and has no schema.
pub(super) fn judge(name: &str) -> Judgement {
    let has = |list: &[&str]| list.binary_search(&name).is_ok();
    if let Some((reason, _)) = extensions::REFUSED
        .iter()
        .find(|(_, names)| names.contains(&name))
    {
        return Judgement::Refused(reason);
    }
    if has(harmless::HARMLESS)
        || has(extensions::HARMLESS)
        || has(postgis::HARMLESS)
        || SPECIAL.contains(&name)
    {
        return Judgement::Harmless;
    }
    let refused = REFUSED.iter().find(|(_, names, beginnings)| {
        names.contains(&name) || beginnings.iter().any(|it| name.starts_with(it))
    });
    refused.map_or(Judgement::Unknown, |(reason, ..)| {
        Judgement::Refused(reason)
    })
}

/// Whether PostgreSQL calls a function behind an operator or an aggregate, and nobody else does.
pub(super) fn is_support(name: &str) -> bool {
    support::SUPPORT.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [
            harmless::HARMLESS,
            extensions::HARMLESS,
            postgis::HARMLESS,
            support::SUPPORT,
        ] {
            assert!(list.is_sorted_by(|a, b| a < b));
        }
    }

    #[test]
    fn a_function_is_judged_by_its_name() {
        assert_eq!(judge("lower"), Judgement::Harmless);
        assert_eq!(judge("coalesce"), Judgement::Harmless);
        assert_eq!(judge("similarity"), Judgement::Harmless);
        assert_eq!(judge("st_distance"), Judgement::Harmless);
        assert_eq!(judge("of_a_later_version"), Judgement::Unknown);
        assert_eq!(judge("st_of_a_later_version"), Judgement::Unknown);
        for refused in ["currtid2", "crosstab", "pg_of_a_later_version", "lo_import"] {
            assert!(matches!(judge(refused), Judgement::Refused(_)), "{refused}");
        }
    }
}

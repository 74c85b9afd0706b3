//! `values-of-all`: a catalogue that holds values of every schema.

use crate::migration::page::RulePage;
use crate::migration::syntax::{Node, fold};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "values-of-all",
    problem: "A catalogue of PostgreSQL's is read that holds values or statements of every schema: `pg_stats` has common \
              values of each column, `pg_stat_activity` what others are running.",
    solution: "Leave it out; what the host is to see of the statistics, it asks for itself.",
    reported: "CREATE VIEW common AS SELECT attname, most_common_vals::text FROM pg_stats;",
    accepted: "CREATE MATERIALIZED VIEW tables AS SELECT relname, reltuples FROM pg_class;",
};

const CATALOGUES: &[&str] = &[
    "pg_largeobject",
    "pg_stat_activity",
    "pg_stat_get_activity",
    "pg_stat_statements",
    "pg_statistic",
    "pg_statistic_ext_data",
    "pg_stats",
    "pg_stats_ext",
    "pg_stats_ext_exprs",
];

/// Whether a word is the name of such a catalogue.
pub(super) fn is_one(name: &str) -> bool {
    CATALOGUES.contains(&name)
}

/// A name, wherever it stands.
pub(super) fn token(visit: &mut Visit<'_>, token: Node<'_>) {
    let name = fold(token.text());
    if is_one(&name) {
        let message = format!("`{name}` holds values of every schema");
        visit.error(&PAGE, token, message, "leave it out");
    }
}

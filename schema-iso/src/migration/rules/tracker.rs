//! `tracker`: the tables in which the runner notes what was applied.

use crate::migration::page::RulePage;
use crate::migration::syntax::{Node, fold};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "tracker",
    problem: "A migration names a table in which the runner notes which migrations were applied. Changing it makes \
              migrations run twice, or never.",
    solution: "Leave it out. The host says what was applied (`Host::status`), takes migrations back (`Host::revert`) \
               and takes over what other tools have applied (`Adoption::with_applied_versions`).",
    reported: "DELETE FROM __diesel_schema_migrations WHERE version = '20250131120000';",
    accepted: "DELETE FROM items WHERE version = '20250131120000';",
};

/// Diesel's table, and the one with the checksums beside it.
const TRACKERS: &[&str] = &["__diesel_schema_migrations", "__schema_iso_migrations"];

pub(super) fn token(visit: &mut Visit<'_>, node: Node<'_>) {
    let name = fold(node.text());
    if TRACKERS.contains(&&*name) {
        visit.error(
            &PAGE,
            node,
            format!("`{name}` is the runner's"),
            "leave it out; the host knows what was applied",
        );
    }
}

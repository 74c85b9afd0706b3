//! What the check of a migration refuses, and what it lets through.

mod bodies;
mod catalogues;
mod findings;
mod functions;
mod host;
mod names;
mod session;
mod texts;

use std::sync::LazyLock;

use schema_iso::migration::{CheckContext, CheckReport, OwnNames, check_sql};

/// What other migrations of the plugin have made.
static MADE: LazyLock<OwnNames> =
    LazyLock::new(|| OwnNames::of(["CREATE FUNCTION f(); CREATE FUNCTION g(); CREATE TYPE ty;"]));

fn context() -> CheckContext<'static> {
    CheckContext::new("plugin_my_feature", "up.sql")
        .with_own_names(&MADE)
        .with_shared_schemas(&["extensions"])
        .with_previous_schemas(&["plugin_old_feature"])
}

fn check(sql: &str) -> CheckReport {
    check_sql(sql, &context())
}

#[track_caller]
fn refused(code: &str, statements: &[&str]) {
    for sql in statements {
        let report = check(sql);
        let codes: Vec<_> = report.errors().map(|finding| finding.code).collect();
        assert!(
            codes.contains(&code),
            "not refused as {code}: {sql}\n{report}"
        );
    }
}

#[track_caller]
fn accepted(statements: &[&str]) {
    for sql in statements {
        let report = check(sql);
        assert!(report.findings.is_empty(), "not accepted: {sql}\n{report}");
    }
}

#[track_caller]
fn warned(code: &str, statements: &[&str]) {
    for sql in statements {
        let report = check(sql);
        let codes: Vec<_> = report.warnings().map(|finding| finding.code).collect();
        assert!(
            codes.contains(&code),
            "not warned of {code}: {sql}\n{report}"
        );
        assert!(report.is_accepted(), "refused: {sql}\n{report}");
    }
}

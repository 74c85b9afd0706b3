//! Checks the texts of migrations (ISO-06) once more, before they run.
//!
//! `#[plugin]` has checked what it embeds, but nobody has to write `#[plugin]`:
//! [`PluginMetadata`](schema_iso::plugin::PluginMetadata) can be written by hand, with any
//! text. So what is about to run is checked by the code that checks it while compiling. What
//! was applied is not read again, and a boot with nothing to do parses nothing.

use schema_iso::id::PluginId;
use schema_iso::id::SchemaName;
use schema_iso::migration::{
    CheckContext, CheckReport, Direction, Finding, LiveTables, OwnNames, Removal,
    check_live_tables, check_sql, names_that_meet, rename_qualifiers, strip_public,
};

use super::error::MigrateErrorKind;
use super::plan::{MigrationText, Plan, PlannedMigration, mentions_public, shared_names};
use super::settings::Settings;

/// Checks the texts that are about to run, all of them before the first one does.
pub(super) fn check_texts<'p>(
    settings: &Settings,
    plan: &Plan,
    about_to_run: impl IntoIterator<Item = (&'p PlannedMigration, Direction)>,
) -> Result<(), MigrateErrorKind> {
    if settings.unchecked {
        return Ok(());
    }
    let schema = plan.schema();
    let previous: Vec<SchemaName> = plan.previous_ids.iter().map(PluginId::schema).collect();
    let previous: Vec<&str> = previous.iter().map(SchemaName::as_str).collect();
    let shared = shared_names(&settings.shared_schemas);
    let extensions: Vec<&str> = settings.extensions.iter().map(|it| &*it.name).collect();
    // Only a text that is about to run asks for it, and few boots have one.
    let mut own_names = None;
    let mut refused = CheckReport::default();
    for (migration, direction) in about_to_run {
        let Some(text) = text_of(migration, direction) else {
            continue;
        };
        let own_names = own_names.get_or_insert_with(|| own_names_of(plan));
        let context = CheckContext::new(schema, &text.path)
            .with_shared_schemas(&shared)
            .with_previous_schemas(&previous)
            .with_own_names(own_names)
            .with_extensions(&extensions)
            .with_run_in_transaction(migration.run_in_transaction)
            .with_direction(direction);
        let embedded = migration.removals.iter();
        let embedded = embedded.filter(|place| place.starts_with(&*text.path));
        let check = |sql: &str| {
            embedded.for_each(|place| tracing::debug!("removed before embedding: {place}"));
            check(sql, plan.id, &context)
        };
        if let Err(report) = text.check_once(check) {
            refused.findings.extend(report.errors().cloned());
        }
    }
    if refused.is_accepted() {
        return Ok(());
    }
    Err(MigrateErrorKind::Refused { report: refused })
}

/// What blocks or breaks tables that are there, of the migrations that are about to run.
pub(super) fn warnings(
    settings: &Settings,
    plan: &Plan,
    pending: &[&PlannedMigration],
    tables: &[String],
) -> Vec<Finding> {
    if settings.unchecked || tables.is_empty() {
        return Vec::new();
    }
    let tables: Vec<&str> = tables.iter().map(String::as_str).collect();
    let mut findings = Vec::new();
    for migration in pending {
        let context = CheckContext::new(plan.schema(), &migration.up.path)
            .with_run_in_transaction(migration.run_in_transaction)
            .with_live_tables(LiveTables::Named(&tables));
        findings.extend(check_live_tables(migration.up.sql(), &context));
    }
    for finding in &findings {
        tracing::warn!(plugin = %plan.id, "{finding}");
    }
    findings
}

/// Refuses names in several migrations that PostgreSQL cuts to one name.
pub(super) fn check_names(settings: &Settings, plan: &Plan) -> Result<(), MigrateErrorKind> {
    if settings.unchecked {
        return Ok(());
    }
    let migrations = plan.migrations.iter();
    let texts = migrations.flat_map(|migration| [Some(&migration.up), migration.down.as_ref()]);
    let texts = texts.flatten().map(|text| (&*text.path, text.embedded()));
    let findings = names_that_meet(texts);
    if findings.is_empty() {
        return Ok(());
    }
    let mut report = CheckReport::default();
    report.findings = findings;
    Err(MigrateErrorKind::Refused { report })
}

/// What the migrations of the plugin make, whether applied or not.
fn own_names_of(plan: &Plan) -> OwnNames {
    let migrations = plan.migrations.iter();
    let texts = migrations.flat_map(|migration| [Some(&migration.up), migration.down.as_ref()]);
    OwnNames::of(texts.flatten().map(MigrationText::embedded))
}

fn text_of(migration: &PlannedMigration, direction: Direction) -> Option<&MigrationText> {
    match direction {
        Direction::Up => Some(&migration.up),
        Direction::Down => migration.down.as_ref(),
    }
}

/// The text to run, if it is another one than the text that was checked.
fn check(
    sql: &str,
    plugin: PluginId,
    context: &CheckContext<'_>,
) -> Result<Option<String>, CheckReport> {
    let report = check_sql(sql, context);
    if !report.is_accepted() {
        return Err(report);
    }
    log_warnings(plugin, &report);
    // Only a text with the word in it can lose it, and `#[plugin]` has removed it before.
    if !mentions_public(sql) {
        return Ok(None);
    }
    let stripped = strip_public(sql);
    log_removals(context.file, &stripped.removals);
    if stripped.removals.is_empty() {
        return Ok(None);
    }
    let former = context.previous_schemas;
    Ok(Some(
        rename_qualifiers(&stripped.sql, former, context.own_schema).into_owned(),
    ))
}

/// Says what somebody should look at. The author of a plugin has read it while compiling; of
/// migrations that the host alone has, nobody has.
pub(super) fn log_warnings(plugin: PluginId, report: &CheckReport) {
    for warning in report.warnings() {
        tracing::warn!(%plugin, "{warning}");
    }
}

/// Says what was removed, and where.
pub(super) fn log_removals(file: &str, removals: &[Removal]) {
    for Removal {
        line, column, text, ..
    } in removals
    {
        tracing::debug!("removed: {file}:{line}:{column}: `{text}`");
    }
}

//! Drops the schema and the role of a plugin.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::error::MigrateErrorKind;
use super::home;
use super::identifier::quoted;
use super::lock;
use super::mark;
use super::plan::Plan;
use super::role;
use super::schema;
use super::session::Session;
use super::settings::Settings;

/// Drops the schema of a plugin with all that stands in it, and its roles, unless another
/// database of the server knows them, too. Nothing outside of the schema goes along.
pub(crate) fn uninstall(
    settings: &Settings,
    plan: &Plan,
    is_orphan: bool,
) -> Result<(), MigrateErrorKind> {
    let session = &mut Session::open_alone(settings, plan)?;
    lock::acquire(session, &settings.cancel)?;
    let found = schema::find(session, &home::names(plan))?;
    let own = found.iter().find(|schema| schema.name() == plan.schema());
    // A mark that nobody claims may go; an older program does not remove the one that stops it.
    if let Some(own) = own.filter(|own| !(is_orphan && own.standing.is_mark())) {
        home::check(plan, settings, &own.standing)?;
    }
    let marks = found
        .iter()
        .filter(|schema| schema.standing.is_mark_to(plan.id));
    let marks: String = marks.map(|schema| mark::removal(schema.name())).collect();
    session.transaction("drop the schema", |session| {
        // The counts must not change by what others do meanwhile.
        session.run(
            "drop the schema",
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
        )?;
        let before = count_elsewhere(session)?;
        let schema = quoted(plan.schema());
        session.run(
            "drop the schema",
            &format!("DROP SCHEMA IF EXISTS {schema} CASCADE"),
        )?;
        if count_elsewhere(session)? != before {
            return Err(MigrateErrorKind::NeededElsewhere {
                schema: plan.schema().to_owned(),
            });
        }
        if settings.roles {
            role::drop_all(session)?;
        }
        // Nothing stands any more where they lead.
        if marks.is_empty() {
            return Ok(());
        }
        session.run("drop the marks of the previous ids", &marks)
    })?;
    tracing::info!(plugin = %plan.id, "dropped the schema");
    Ok(())
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    objects: i64,
}

/// How much stands outside of the schema that a `CASCADE` could take along: relations,
/// columns, constraints, triggers, types and routines.
fn count_elsewhere(session: &mut Session<'_>) -> Result<Option<i64>, MigrateErrorKind> {
    let query = diesel::sql_query(
        "WITH elsewhere AS (SELECT oid FROM pg_catalog.pg_namespace \
                            WHERE nspname <> $1 AND nspname !~ '^pg_(toast|temp)') \
         SELECT (SELECT count(*) FROM pg_catalog.pg_class WHERE relnamespace IN (TABLE elsewhere)) \
              + (SELECT count(*) FROM pg_catalog.pg_attribute a \
                 JOIN pg_catalog.pg_class c ON c.oid = attrelid \
                 WHERE relnamespace IN (TABLE elsewhere) AND NOT attisdropped) \
              + (SELECT count(*) FROM pg_catalog.pg_attrdef \
                 JOIN pg_catalog.pg_class c ON c.oid = adrelid \
                 WHERE relnamespace IN (TABLE elsewhere)) \
              + (SELECT count(*) FROM pg_catalog.pg_constraint WHERE connamespace IN (TABLE elsewhere)) \
              + (SELECT count(*) FROM pg_catalog.pg_trigger \
                 JOIN pg_catalog.pg_class c ON c.oid = tgrelid \
                 WHERE relnamespace IN (TABLE elsewhere) AND NOT tgisinternal) \
              + (SELECT count(*) FROM pg_catalog.pg_type WHERE typnamespace IN (TABLE elsewhere)) \
              + (SELECT count(*) FROM pg_catalog.pg_proc WHERE pronamespace IN (TABLE elsewhere)) \
              AS objects",
    )
    .bind::<Text, _>(session.plan.schema());
    let counts: Vec<Count> = session.load("look for what depends on the schema", query)?;
    Ok(counts.first().map(|count| count.objects))
}

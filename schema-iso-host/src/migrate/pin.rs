//! Gives functions that PostgreSQL calls while it restores a dump a search path of their own, so
//! that every row, index and materialized view comes back (ISO-16).
//!
//! `pg_dump` restores with an empty search path, and since PostgreSQL 17 indexes and materialized
//! views are built with one everywhere. A function whose body is a text looks its names up when it
//! is called, and finds none there. The path of the outermost function holds for all that it
//! calls, so that only the functions that stored expressions name are pinned. All others stay as
//! they are: PostgreSQL does not inline a function with a setting.

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::error::MigrateErrorKind;
use super::identifier::{literal, search_path};
use super::session::Session;

#[derive(QueryableByName)]
struct Pins {
    #[diesel(sql_type = Text)]
    pins: String,
}

/// Pins functions by the statements that [`statements`] has found.
pub(super) fn run(session: &mut Session<'_>, pins: &str) -> Result<(), MigrateErrorKind> {
    if pins.is_empty() {
        return Ok(());
    }
    session.run("set the search path of functions", pins)
}

/// Finds the functions that are to be pinned, and pins them.
pub(super) fn ask_and_run(session: &mut Session<'_>) -> Result<(), MigrateErrorKind> {
    let statements = statements(session, session.plan.schema());
    let query = diesel::sql_query(format!("SELECT {statements} AS pins"));
    let found: Vec<Pins> = session.load("look for functions without a search path", query)?;
    found.iter().try_for_each(|found| run(session, &found.pins))
}

/// Functions whose names are looked up when they are called, by the path of their caller.
const UNPINNED: &str = "\
    SELECT p.oid FROM member \
    JOIN pg_catalog.pg_proc p ON p.oid = member.objid \
    JOIN pg_catalog.pg_language l ON l.oid = p.prolang \
    WHERE member.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass \
      AND p.prokind IN ('f', 'w') AND l.lanname NOT IN ('c', 'internal') \
      AND pg_catalog.pg_has_role(p.proowner, 'USAGE') \
      AND pg_catalog.to_jsonb(p) ->> 'prosqlbody' IS NULL \
      AND NOT EXISTS (SELECT FROM pg_catalog.unnest(p.proconfig) setting \
                      WHERE pg_catalog.starts_with(setting, 'search_path=')) \
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e \
                      WHERE e.classid = member.classid AND e.objid = p.oid AND e.deptype = 'e')";

/// What PostgreSQL evaluates while it restores: constraints of tables and domains, expressions of
/// indexes, partition keys, generated columns and statistics, materialized views; and, where rows
/// are restored into tables that are there, their triggers and rules. Defaults are not among
/// them, since a dump names every column, nor are policies, which a dump switches off.
const EVALUATED: &str = "\
    SELECT 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid, oid FROM relation \
      WHERE relkind IN ('r', 'p', 'm', 'f') \
    UNION ALL SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, indexrelid \
      FROM relation JOIN pg_catalog.pg_index ON indrelid = relation.oid \
    UNION ALL SELECT 'pg_catalog.pg_rewrite'::pg_catalog.regclass, r.oid \
      FROM relation JOIN pg_catalog.pg_rewrite r ON ev_class = relation.oid \
      WHERE relkind IN ('r', 'p', 'm') \
    UNION ALL SELECT 'pg_catalog.pg_constraint'::pg_catalog.regclass, c.oid \
      FROM relation JOIN pg_catalog.pg_constraint c ON conrelid = relation.oid \
    UNION ALL SELECT 'pg_catalog.pg_constraint'::pg_catalog.regclass, c.oid \
      FROM own_type JOIN pg_catalog.pg_constraint c ON contypid = own_type.objid \
    UNION ALL SELECT 'pg_catalog.pg_attrdef'::pg_catalog.regclass, d.oid \
      FROM relation JOIN pg_catalog.pg_attrdef d ON adrelid = relation.oid \
      JOIN pg_catalog.pg_attribute ON attrelid = adrelid AND attnum = adnum \
      WHERE attgenerated <> '' \
    UNION ALL SELECT 'pg_catalog.pg_trigger'::pg_catalog.regclass, t.oid \
      FROM relation JOIN pg_catalog.pg_trigger t ON tgrelid = relation.oid \
      WHERE NOT tgisinternal \
    UNION ALL SELECT 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass, s.oid \
      FROM relation JOIN pg_catalog.pg_statistic_ext s ON stxrelid = relation.oid \
    UNION ALL SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid \
      FROM own_type JOIN pg_catalog.pg_type t ON t.oid = own_type.objid WHERE typtype = 'r' \
    UNION ALL SELECT 'pg_catalog.pg_amproc'::pg_catalog.regclass, a.oid \
      FROM own_family JOIN pg_catalog.pg_amproc a ON amprocfamily = own_family.objid \
    UNION ALL SELECT 'pg_catalog.pg_amop'::pg_catalog.regclass, a.oid \
      FROM own_family JOIN pg_catalog.pg_amop a ON amopfamily = own_family.objid";

/// What something that is evaluated leads to: operators, aggregates, functions with a parsed body
/// and views, down to the functions whose bodies are texts.
const NEXT: &str = "\
    SELECT d.refclassid, d.refobjid FROM pg_catalog.pg_depend d \
      WHERE d.classid = used.class AND d.objid = used.object \
        AND d.refclassid IN ('pg_catalog.pg_proc'::pg_catalog.regclass, \
                             'pg_catalog.pg_operator'::pg_catalog.regclass, \
                             'pg_catalog.pg_class'::pg_catalog.regclass) \
        AND (used.class <> 'pg_catalog.pg_proc'::pg_catalog.regclass \
             OR EXISTS (SELECT FROM pg_catalog.pg_proc p \
                        WHERE p.oid = used.object \
                          AND (p.prokind = 'a' \
                               OR pg_catalog.to_jsonb(p) ->> 'prosqlbody' IS NOT NULL))) \
    UNION ALL SELECT 'pg_catalog.pg_rewrite'::pg_catalog.regclass, r.oid \
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid \
      WHERE used.class = 'pg_catalog.pg_class'::pg_catalog.regclass \
        AND c.oid = used.object AND c.relkind = 'v'";

/// An expression for the statements that pin what is to be pinned in a schema; an empty text if
/// that is nothing. Where all functions are pinned already, it costs a look at the schema's members.
pub(super) fn statements(session: &Session<'_>, schema: &str) -> String {
    let schema = literal(schema);
    let settings = session.settings;
    let path = literal(&search_path(&session.plan.schema, &settings.shared_schemas));
    let of = |class: &str| {
        format!(
            "SELECT objid FROM member WHERE classid = '{class}'::pg_catalog.regclass \
             AND EXISTS (TABLE unpinned)"
        )
    };
    format!(
        "(WITH RECURSIVE member AS MATERIALIZED ( \
            SELECT d.classid, d.objid FROM pg_catalog.pg_depend d \
            WHERE d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass \
              AND d.refobjid = (SELECT n.oid FROM pg_catalog.pg_namespace n \
                                WHERE n.nspname = {schema})), \
          unpinned AS MATERIALIZED ({UNPINNED}), \
          relation AS MATERIALIZED ( \
            SELECT c.oid, c.relkind FROM pg_catalog.pg_class c WHERE c.oid IN ({relations})), \
          own_type AS ({types}), own_family AS ({families}), \
          used (class, object) AS ( \
            ({EVALUATED}) \
            UNION \
            SELECT next.* FROM used CROSS JOIN LATERAL ({NEXT}) next) \
          SELECT coalesce(pg_catalog.string_agg( \
                   pg_catalog.format('ALTER FUNCTION %s SET search_path TO %s', \
                                     oid::pg_catalog.regprocedure, {path}), \
                   '; ' ORDER BY oid), '') \
          FROM unpinned \
          WHERE oid IN (SELECT object FROM used \
                        WHERE class = 'pg_catalog.pg_proc'::pg_catalog.regclass))",
        relations = of("pg_catalog.pg_class"),
        types = of("pg_catalog.pg_type"),
        families = of("pg_catalog.pg_opfamily"),
    )
}

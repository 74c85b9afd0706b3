//! What moved objects still need outside of their plugin's schema.

use diesel::prelude::*;
use diesel::sql_types::{Array, Oid, Text};
use schema_iso::id::SCHEMA_PREFIX;

use super::super::error::{AdoptError, MigrateErrorKind};
use super::super::plan::shared_names;
use super::super::rename_text;
use super::super::session::Session;
use super::super::tracker;

/// One thing that is in the wrong place.
#[derive(QueryableByName)]
struct Finding {
    #[diesel(sql_type = Text)]
    text: String,
}

#[derive(QueryableByName)]
struct Pinned {
    #[diesel(sql_type = Text)]
    routine: String,
}

/// What to do about the extension `x` in `public`, of which something is needed.
const EXTENSION: &str = "\
CASE WHEN x.extrelocatable THEN pg_catalog.format( \
    '(let a superuser run `CREATE SCHEMA IF NOT EXISTS extensions; ALTER EXTENSION %1$I SET SCHEMA extensions`, ' \
        || 'and let the host declare it by `shared_schema`)', x.extname) \
ELSE '(which cannot be moved)' END";

/// Objects of the schema `$1` that depend on one that is elsewhere, but for the shared schemas in
/// `$3`; the names in `$2` are passed over. What belongs to an extension names the extension, and
/// a cast is where its types are.
fn dependencies() -> String {
    format!(
        "SELECT DISTINCT CASE \
             WHEN x.extname IS NOT NULL AND used.schema = 'public' THEN pg_catalog.format( \
                 '%s needs the extension %I, which is in `public` %s', user_of.what, x.extname, {EXTENSION}) \
             WHEN x.extname IS NOT NULL THEN pg_catalog.format( \
                 '%s needs the extension %I in the schema %I (let the host declare it by `shared_schema`)', \
                 user_of.what, x.extname, used.schema) \
             WHEN used.schema = 'public' THEN pg_catalog.format( \
                 '%s needs %s, which stays in `public`', user_of.what, used.what) \
             WHEN pg_catalog.starts_with(used.schema, '{SCHEMA_PREFIX}') THEN pg_catalog.format( \
                 '%s needs %s, which is of another plugin', user_of.what, used.what) \
             ELSE pg_catalog.format('%s needs %s, which is no plugin''s', user_of.what, used.what) \
         END AS text \
         FROM pg_catalog.pg_depend d CROSS JOIN \
              LATERAL (SELECT CASE o.type \
                                  WHEN 'cast' THEN (SELECT nspname::pg_catalog.text FROM pg_catalog.pg_cast c \
                                                    JOIN pg_catalog.pg_type t ON t.oid IN (castsource, casttarget) \
                                                    JOIN pg_catalog.pg_namespace n ON n.oid = typnamespace \
                                                    WHERE c.oid = objid AND nspname = $1 LIMIT 1) \
                                  WHEN 'function of access method' THEN a.object_names[2] \
                                  WHEN 'operator of access method' THEN a.object_names[2] \
                                  ELSE coalesce(o.schema, a.object_names[1]) END AS schema, \
                              o.type || ' ' || coalesce(o.name, o.identity) AS what \
                       FROM pg_catalog.pg_identify_object(classid, objid, 0) o, \
                            pg_catalog.pg_identify_object_as_address(classid, objid, 0) a) user_of CROSS JOIN \
              LATERAL (SELECT o.schema, o.type, coalesce(o.name, a.object_names[2]) AS name, \
                              o.type || ' ' || o.identity AS what \
                       FROM pg_catalog.pg_identify_object(refclassid, refobjid, 0) o, \
                            pg_catalog.pg_identify_object_as_address(refclassid, refobjid, 0) a) used \
              LEFT JOIN pg_catalog.pg_depend e \
                ON e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e' \
              LEFT JOIN pg_catalog.pg_extension x ON x.oid = e.refobjid \
         WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.deptype IN ('n', 'a', 'P', 'S') \
           AND user_of.schema = $1 AND used.schema <> $1 AND used.schema <> ALL ($3) \
           AND used.type <> 'index' \
           AND coalesce(x.extname::pg_catalog.text, used.name, '') <> ALL ($2) \
         ORDER BY 1"
    )
}

/// Tables that inherit from one of the schema `$1`, or are parts of it, and are elsewhere; the names
/// in `$2` are passed over.
const CHILDREN: &str = "\
SELECT pg_catalog.format('%s holds rows of %s, and is not in its schema', \
                         c.oid::regclass, inhparent::regclass) AS text \
FROM pg_catalog.pg_inherits \
JOIN pg_catalog.pg_class parent ON parent.oid = inhparent \
JOIN pg_catalog.pg_class c ON c.oid = inhrelid AND c.relkind IN ('r', 'p', 'f') \
JOIN pg_catalog.pg_namespace n ON n.oid = parent.relnamespace \
WHERE nspname = $1 AND c.relnamespace <> parent.relnamespace \
  AND c.relname::pg_catalog.text <> ALL ($2) \
ORDER BY 1";

/// Foreign tables of the schema `$1` that take their own schema for the one at the other end.
const FOREIGN_TABLES: &str = "\
SELECT pg_catalog.format('%s reads the table of its own schema at the other server ' \
           || '(run `ALTER FOREIGN TABLE public.%I OPTIONS (ADD schema_name ''public'')`)', \
           c.oid::regclass, relname) AS text \
FROM pg_catalog.pg_foreign_table f JOIN pg_catalog.pg_class c ON c.oid = ftrelid \
JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace \
JOIN pg_catalog.pg_foreign_server s ON s.oid = ftserver \
JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = srvfdw \
WHERE nspname = $1 AND fdwname = 'postgres_fdw' AND relname::pg_catalog.text <> ALL ($2) \
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_options_to_table(ftoptions) WHERE option_name = 'schema_name') \
ORDER BY 1";

/// Routines of the schema `$1` whose bodies, which are texts, name `public`, or something that
/// stays there, or was moved to another plugin (`$4`), and is nowhere in the schema; the names in `$2`
/// are passed over.
///
/// A word of a body may be a column as well as a type, so a type is looked for where only a type
/// can stand: after `::` or `AS`, and in declarations.
fn bodies() -> String {
    format!(
        "WITH home AS (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1), \
         left_behind AS ( \
             SELECT 'pg_catalog.pg_class'::regclass AS class, oid, relnamespace AS namespace, \
                    relname::pg_catalog.text AS name, \
                    '(?<![[:alnum:]_$.])NAME(?![[:alnum:]_$])' AS pattern \
             FROM pg_catalog.pg_class \
             WHERE (relnamespace = 'public'::regnamespace OR oid = ANY ($4)) AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') \
               AND relname <> '{tracker}' \
               AND relname NOT IN (SELECT relname FROM pg_catalog.pg_class \
                                   WHERE relnamespace IN (TABLE home)) \
           UNION ALL \
             SELECT 'pg_catalog.pg_proc'::regclass, oid, pronamespace, proname::pg_catalog.text, \
                    '(?<![[:alnum:]_$.])NAME\\s*\\(' \
             FROM pg_catalog.pg_proc \
             WHERE (pronamespace = 'public'::regnamespace OR oid = ANY ($4)) \
               AND proname NOT IN (SELECT proname FROM pg_catalog.pg_proc \
                                   WHERE pronamespace IN (SELECT oid FROM home \
                                                          UNION SELECT 'pg_catalog'::regnamespace)) \
           UNION ALL \
             SELECT 'pg_catalog.pg_type'::regclass, oid, typnamespace, typname::pg_catalog.text, \
                    '(::\\s*|\\mas\\s+|\\mdeclare\\M((?!\\mbegin\\M).)*[[:alnum:]_]\\s+)NAME(?![[:alnum:]_$])' \
             FROM pg_catalog.pg_type \
             WHERE (typnamespace = 'public'::regnamespace OR oid = ANY ($4)) AND typtype IN ('b', 'e', 'd', 'r', 'm') \
               AND typname NOT IN (SELECT typname FROM pg_catalog.pg_type \
                                   WHERE typnamespace IN (TABLE home)) \
           UNION ALL \
             SELECT 'pg_catalog.pg_ts_config'::regclass, oid, cfgnamespace, cfgname::pg_catalog.text, \
                    '''NAME''' \
             FROM pg_catalog.pg_ts_config \
             WHERE (cfgnamespace = 'public'::regnamespace OR oid = ANY ($4)) \
               AND cfgname NOT IN (SELECT cfgname FROM pg_catalog.pg_ts_config \
                                   WHERE cfgnamespace IN (TABLE home))) \
         SELECT pg_catalog.format('the body of %s names `public`', p.oid::regprocedure) AS text \
         FROM pg_catalog.pg_proc p \
         WHERE pronamespace IN (TABLE home) \
           AND (prosrc ~* '(?<![[:alnum:]_$])\"?public\"?\\s*\\.' \
                OR prosrc ~* '\\msearch_path\\M[^;]*(?<![[:alnum:]_$])public(?![[:alnum:]_$])') \
         UNION \
         SELECT CASE WHEN namespace <> 'public'::regnamespace \
                     THEN pg_catalog.format('the body of %s names %I, which is of another plugin', \
                                            p.oid::regprocedure, name) \
                     WHEN x.extname IS NULL \
                     THEN pg_catalog.format('the body of %s names %I, which stays in `public`', \
                                            p.oid::regprocedure, name) \
                     ELSE pg_catalog.format('the body of %s names %I of the extension %I, which is in `public` %s', \
                                            p.oid::regprocedure, name, x.extname, {EXTENSION}) END \
         FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = prolang, left_behind \
         LEFT JOIN pg_catalog.pg_depend e \
           ON e.classid = left_behind.class AND e.objid = left_behind.oid AND e.deptype = 'e' \
         LEFT JOIN pg_catalog.pg_extension x ON x.oid = e.refobjid \
         WHERE pronamespace IN (TABLE home) AND lanname NOT IN ('c', 'internal') \
           AND name <> ALL ($2) AND coalesce(x.extname::pg_catalog.text, '') <> ALL ($2) \
           AND CASE WHEN pg_catalog.quote_ident(name) = name \
                    THEN prosrc ~* pg_catalog.replace(pattern, 'NAME', name) \
                    ELSE pg_catalog.strpos(prosrc, pg_catalog.quote_ident(name)) > 0 END \
         ORDER BY 1",
        tracker = tracker::TRACKER,
    )
}

/// Texts outside of bodies that name `public`: literals, as of `nextval('public.numbers'::text)`,
/// in defaults, constraints, indexes, triggers, rules, policies and views. One of a `reg…` type is
/// a number, which the dependencies tell of.
fn literals() -> String {
    format!(
        "{} SELECT object || ' has a text that names `public`' AS text FROM held \
         WHERE object !~ '^function ' \
           AND EXISTS (SELECT FROM pg_catalog.regexp_matches( \
                           pg_catalog.regexp_replace(text, '''[^'']*''::reg[a-z]+', '', 'g'), \
                           '''((?:[^'']|'''')*)''', 'g') literal \
                       WHERE literal[1] ~* '(?<![[:alnum:]_$])\"?public\"?\\s*\\.') \
         ORDER BY 1",
        rename_text::held(),
    )
}

/// Routines of the schema `$1` that are pinned to a path with `public` in it, as
/// `SET search_path FROM CURRENT` pins them there.
const PINNED: &str = "\
SELECT p.oid::regprocedure::pg_catalog.text AS routine FROM pg_catalog.pg_proc p \
JOIN pg_catalog.pg_namespace n ON n.oid = pronamespace \
CROSS JOIN LATERAL pg_catalog.unnest(proconfig) setting \
WHERE nspname = $1 AND setting LIKE 'search\\_path=%' AND setting ~ '(?<![[:alnum:]_$])public(?![[:alnum:]_$])' \
ORDER BY 1";

/// Pins the routines that were pinned to `public` to the plugin's path, and refuses what is not
/// in its place. It is called when everything has been moved: `moved` are the objects of all plugins.
pub(super) fn check(
    session: &mut Session<'_>,
    staying: &[String],
    moved: &[u32],
) -> Result<(), MigrateErrorKind> {
    let schema = session.plan.schema();
    let pinned: Vec<Pinned> = session.load(
        "look for search paths with `public`",
        diesel::sql_query(PINNED).bind::<Text, _>(schema),
    )?;
    // PostgreSQL prints a routine as the path of this session needs it.
    for Pinned { routine } in pinned {
        let path = session.search_path();
        let sql = format!("ALTER ROUTINE {routine} SET search_path TO {path}");
        session.run("change the search path of a routine", &sql)?;
    }
    let mut findings = Vec::new();
    for query in [&*dependencies(), CHILDREN, FOREIGN_TABLES, &*bodies()] {
        let query = diesel::sql_query(query)
            .bind::<Text, _>(schema)
            .bind::<Array<Text>, _>(staying)
            .bind::<Array<Text>, _>(shared_names(&session.settings.shared_schemas))
            .bind::<Array<Oid>, _>(moved);
        let found: Vec<Finding> = session.load("look for what stays in `public`", query)?;
        findings.extend(found.into_iter().map(|finding| finding.text));
    }
    let query = diesel::sql_query(literals())
        .bind::<Text, _>(schema)
        .bind::<Text, _>("public");
    let found: Vec<Finding> = session.load("look for texts with `public`", query)?;
    findings.extend(found.into_iter().map(|finding| finding.text));
    if findings.is_empty() {
        return Ok(());
    }
    let source = AdoptError::Entangled { findings };
    Err(MigrateErrorKind::Adopt { source })
}

//! What moved objects still need outside of their plugin's schema.

use diesel::prelude::*;
use diesel::sql_types::{Array, Text};

use super::super::error::{AdoptError, MigrateErrorKind};
use super::super::session::Session;

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

/// Objects of the schema `$1` that depend on one in `public` or in the schema of another plugin;
/// the names in `$2` are passed over. What belongs to an extension names the extension.
const DEPENDENCIES: &str = "\
SELECT DISTINCT CASE \
           WHEN member.extname IS NOT NULL THEN pg_catalog.format( \
               '%s needs the extension %I, which is in `public` (run `CREATE SCHEMA IF NOT EXISTS extensions; ' \
                   || 'ALTER EXTENSION %2$I SET SCHEMA extensions`, and let the host declare it by `shared_schema`)', \
               user_of.what, member.extname) \
           WHEN used.schema = 'public' THEN pg_catalog.format( \
               '%s needs %s, which stays in `public`', user_of.what, used.what) \
           ELSE pg_catalog.format('%s needs %s, which is of another plugin', user_of.what, used.what) \
       END AS text \
FROM pg_catalog.pg_depend d, \
     LATERAL (SELECT coalesce(o.schema, a.object_names[1]) AS schema, \
                     o.type || ' ' || coalesce(o.name, o.identity) AS what \
              FROM pg_catalog.pg_identify_object(classid, objid, 0) o, \
                   pg_catalog.pg_identify_object_as_address(classid, objid, 0) a) user_of, \
     LATERAL (SELECT o.schema, coalesce(o.name, a.object_names[2]) AS name, \
                     o.type || ' ' || o.identity AS what \
              FROM pg_catalog.pg_identify_object(refclassid, refobjid, 0) o, \
                   pg_catalog.pg_identify_object_as_address(refclassid, refobjid, 0) a) used \
     LEFT JOIN LATERAL (SELECT extname::pg_catalog.text FROM pg_catalog.pg_depend e \
                        JOIN pg_catalog.pg_extension x ON x.oid = e.refobjid \
                        WHERE e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e') member \
            ON true \
WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.deptype IN ('n', 'a', 'P', 'S') \
  AND user_of.schema = $1 \
  AND (used.schema = 'public' OR used.schema <> $1 AND pg_catalog.starts_with(used.schema, 'plugin_')) \
  AND coalesce(member.extname, used.name, '') <> ALL ($2) \
ORDER BY 1";

/// Routines of the schema `$1` whose bodies, which are texts, name `public`, or something that
/// stays there and is nowhere in the schema; the names in `$2` are passed over.
const BODIES: &str = "\
WITH home AS (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1), \
left_behind AS ( \
    SELECT 'pg_catalog.pg_class'::regclass AS class, oid, relname AS name, '' AS behind \
    FROM pg_catalog.pg_class \
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') \
      AND relname <> '__diesel_schema_migrations' \
      AND relname NOT IN (SELECT relname FROM pg_catalog.pg_class WHERE relnamespace IN (TABLE home)) \
  UNION ALL \
    SELECT 'pg_catalog.pg_proc'::regclass, oid, proname, '\\s*\\(' FROM pg_catalog.pg_proc \
    WHERE pronamespace = 'public'::regnamespace \
      AND proname NOT IN (SELECT proname FROM pg_catalog.pg_proc WHERE pronamespace IN (TABLE home))) \
SELECT pg_catalog.format('the body of %s names `public`', p.oid::regprocedure) AS text \
FROM pg_catalog.pg_proc p \
WHERE pronamespace IN (TABLE home) AND prosrc ~* '(?<![[:alnum:]_$])\"?public\"?\\s*\\.' \
UNION \
SELECT pg_catalog.format('the body of %s names %I, which stays in `public`', p.oid::regprocedure, name) \
FROM pg_catalog.pg_proc p, left_behind \
WHERE pronamespace IN (TABLE home) \
  AND name::pg_catalog.text <> ALL ($2) AND name::pg_catalog.text ~ '^[a-z_][a-z0-9_]*$' \
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e \
                  WHERE e.classid = class AND e.objid = left_behind.oid AND e.deptype = 'e') \
  AND prosrc ~* ('(?<![[:alnum:]_$.])' || name || '(?![[:alnum:]_$])' || behind) \
ORDER BY 1";

/// Routines of the schema `$1` that are pinned to a path with `public` in it, as
/// `SET search_path FROM CURRENT` pins them there.
const PINNED: &str = "\
SELECT p.oid::regprocedure::pg_catalog.text AS routine FROM pg_catalog.pg_proc p \
JOIN pg_catalog.pg_namespace n ON n.oid = pronamespace \
CROSS JOIN LATERAL pg_catalog.unnest(proconfig) setting \
WHERE nspname = $1 AND setting LIKE 'search\\_path=%' AND setting ~ '(?<![[:alnum:]_$])public(?![[:alnum:]_$])' \
ORDER BY 1";

/// Pins the routines that were pinned to `public` to the plugin's path, and refuses what is not
/// in its place. It is called when everything has been moved.
pub(super) fn check(session: &mut Session<'_>, staying: &[String]) -> Result<(), MigrateErrorKind> {
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
    for query in [DEPENDENCIES, BODIES] {
        let query = diesel::sql_query(query)
            .bind::<Text, _>(schema)
            .bind::<Array<Text>, _>(staying);
        let found: Vec<Finding> = session.load("look for what stays in `public`", query)?;
        findings.extend(found.into_iter().map(|finding| finding.text));
    }
    if findings.is_empty() {
        return Ok(());
    }
    let source = AdoptError::Entangled { findings };
    Err(MigrateErrorKind::Adopt { source })
}

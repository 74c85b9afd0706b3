//! Who stays outside and used what has been moved. All of it goes on working, or is told what it
//! needs: nothing here stops an adoption.

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::super::error::MigrateErrorKind;
use super::super::report::PluginReport;
use super::super::session::Session;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    text: String,
}

/// What depends on the schema `$1` from outside, by number: it goes on working.
const DEPENDENTS: &str = "\
SELECT DISTINCT pg_catalog.format('%s uses %s', by.what, used.what) AS text \
FROM pg_catalog.pg_depend d \
LEFT JOIN pg_catalog.pg_rewrite w ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND w.oid = d.objid, \
     LATERAL (SELECT coalesce(o.schema, a.object_names[1]) AS schema, o.type, \
                     o.type || ' ' || o.identity AS what \
              FROM pg_catalog.pg_identify_object( \
                       CASE WHEN w.oid IS NULL THEN d.classid \
                            ELSE 'pg_catalog.pg_class'::regclass END, \
                       coalesce(w.ev_class, d.objid), 0) o, \
                   pg_catalog.pg_identify_object_as_address(d.classid, d.objid, 0) a) by, \
     LATERAL (SELECT o.schema, o.type, o.type || ' ' || o.identity AS what \
              FROM pg_catalog.pg_identify_object(refclassid, refobjid, 0) o) used \
WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.deptype IN ('n', 'a') AND used.schema = $1 \
  AND (by.schema IS DISTINCT FROM $1 OR by.type = 'publication relation') \
  AND by.type NOT IN ('toast table', 'default acl') AND used.type <> 'index' \
ORDER BY 1";

/// Routines in `public` whose bodies, which are texts, name what stands in the schema `$1` and no
/// longer in `public`: they fail until they name it with the schema or have a path.
const BODIES: &str = "\
WITH home AS (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1), \
moved AS ( \
    SELECT relname::pg_catalog.text AS name, '' AS behind FROM pg_catalog.pg_class c \
    WHERE relnamespace IN (TABLE home) AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') \
      AND relname !~ '^__' \
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_class same \
                      WHERE same.relnamespace = 'public'::regnamespace AND same.relname = c.relname) \
  UNION \
    SELECT proname::pg_catalog.text, '\\s*\\(' FROM pg_catalog.pg_proc p \
    WHERE pronamespace IN (TABLE home) \
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc same \
                      WHERE same.pronamespace = 'public'::regnamespace AND same.proname = p.proname)) \
SELECT DISTINCT pg_catalog.format('the body of %s names %I, which is in %I now', \
                                  p.oid::regprocedure, name, $1) AS text \
FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = prolang, moved \
WHERE pronamespace = 'public'::regnamespace AND lanname NOT IN ('c', 'internal') \
  AND CASE WHEN pg_catalog.quote_ident(name) = name \
           THEN prosrc ~* ('(?<![[:alnum:]_$])' || name || '(?![[:alnum:]_$])' || behind) \
           ELSE pg_catalog.strpos(prosrc, pg_catalog.quote_ident(name)) > 0 END \
ORDER BY 1";

/// Publications of all that is in `public`, and tables whose rows a subscription brings.
const REPLICATION: &str = "\
SELECT pg_catalog.format('%s %s no longer has what was moved to %I', o.type, o.identity, $1) AS text \
FROM pg_catalog.pg_depend d, LATERAL pg_catalog.pg_identify_object(classid, objid, 0) o \
WHERE o.type = 'publication namespace' AND refclassid = 'pg_catalog.pg_namespace'::regclass \
  AND refobjid = 'public'::regnamespace \
UNION ALL \
SELECT pg_catalog.format('a subscription brings the rows of %s, which had the schema of the publisher''s table', \
                         srrelid::regclass) \
FROM pg_catalog.pg_subscription_rel JOIN pg_catalog.pg_class c ON c.oid = srrelid \
JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace WHERE nspname = $1 \
ORDER BY 1";

/// Roles that have privileges on what stands in the schema `$1`, and may not use the schema.
const GRANTS: &str = "\
SELECT DISTINCT pg_catalog.format('GRANT USAGE ON SCHEMA %I TO %s', $1, \
           CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(r.rolname) END) AS text \
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = relnamespace, \
     LATERAL pg_catalog.aclexplode(relacl) a LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee \
WHERE nspname = $1 AND a.grantee <> relowner AND relname !~ '^__' \
  AND CASE a.grantee \
          WHEN 0 THEN NOT EXISTS (SELECT FROM pg_catalog.aclexplode(nspacl) s \
                                  WHERE s.grantee = 0 AND s.privilege_type = 'USAGE') \
          ELSE r.oid IS NOT NULL AND NOT pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE') END \
ORDER BY 1";

/// Reports who used what has been moved. It is called when everything is in its place.
pub(super) fn report(
    session: &mut Session<'_>,
    report: &mut PluginReport,
) -> Result<(), MigrateErrorKind> {
    if report.adopted.is_empty() {
        return Ok(());
    }
    report.affected.clear();
    for query in [DEPENDENTS, BODIES, REPLICATION] {
        report.affected.extend(lines(session, query)?);
    }
    report.missing_grants = lines(session, GRANTS)?;
    for line in report.affected.iter().chain(&report.missing_grants) {
        tracing::warn!(plugin = %session.plan.id, "after objects were moved out of `public`: {line}");
    }
    Ok(())
}

fn lines(session: &mut Session<'_>, query: &str) -> Result<Vec<String>, MigrateErrorKind> {
    let query = diesel::sql_query(query).bind::<Text, _>(session.plan.schema());
    let lines: Vec<Line> = session.load("look for the users of what was moved", query)?;
    Ok(lines.into_iter().map(|line| line.text).collect())
}

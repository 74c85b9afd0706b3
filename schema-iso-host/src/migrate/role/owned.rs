//! Hands what stands in a plugin's schema to the plugin's owner role.
//!
//! Functions with their owner's rights, views, materialized views and the checks of foreign
//! keys run as the owner. If that were the host's role, they could do everything.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::super::error::{MigrateErrorKind, RoleError};
use super::super::session::Session;
use super::super::tracker;
use super::fit::fail;
use super::quoted_owner;

/// The objects that have an owner and a schema, save for the trackers, what extensions brought
/// along and what follows another object: the columns `class`, `oid`, `namespace` and `owner`.
pub(in crate::migrate) fn objects() -> String {
    let outside_of_extensions = "NOT EXISTS (SELECT FROM pg_catalog.pg_depend \
         WHERE pg_depend.classid = class AND pg_depend.objid = all_objects.oid AND deptype = 'e')";
    let plain = [
        ("pg_proc", "pro"),
        ("pg_operator", "opr"),
        ("pg_opclass", "opc"),
        ("pg_opfamily", "opf"),
        ("pg_collation", "coll"),
        ("pg_conversion", "con"),
        ("pg_ts_dict", "dict"),
        ("pg_ts_config", "cfg"),
        ("pg_statistic_ext", "stx"),
    ];
    let plain = plain.map(|(catalogue, prefix)| {
        format!(
            " UNION ALL SELECT 'pg_catalog.{catalogue}'::regclass, oid, {prefix}namespace, {prefix}owner \
             FROM pg_catalog.{catalogue}"
        )
    });
    format!(
        "(SELECT * FROM (\
           SELECT 'pg_catalog.pg_class'::regclass AS class, oid, relnamespace AS namespace, relowner AS owner \
           FROM pg_catalog.pg_class \
           WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND relname NOT IN ('{}', '{}') \
             AND NOT (relkind = 'S' AND EXISTS (SELECT FROM pg_catalog.pg_depend \
                      WHERE classid = 'pg_catalog.pg_class'::regclass AND objid = pg_class.oid \
                        AND deptype IN ('a', 'i') AND refclassid = 'pg_catalog.pg_class'::regclass)) \
           UNION ALL SELECT 'pg_catalog.pg_type'::regclass, oid, typnamespace, typowner FROM pg_catalog.pg_type \
           WHERE typtype IN ('d', 'e', 'r') OR (typtype = 'b' AND typcategory <> 'A') \
              OR (typtype = 'c' AND EXISTS (SELECT FROM pg_catalog.pg_class \
                                            WHERE pg_class.oid = typrelid AND relkind = 'c')){}\
         ) all_objects WHERE {outside_of_extensions})",
        tracker::TRACKER,
        tracker::CHECKSUMS,
        plain.concat(),
    )
}

#[derive(QueryableByName)]
struct Foreign {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    identity: String,
    #[diesel(sql_type = Text)]
    owner: String,
    /// Whether the host's role may give it away.
    #[diesel(sql_type = Bool)]
    is_ours: bool,
}

/// Makes the owner role the owner of everything in the schema but the trackers.
pub(super) fn take(session: &mut Session<'_>) -> Result<(), MigrateErrorKind> {
    let plan = session.plan;
    let query = diesel::sql_query(format!(
        "SELECT i.type::pg_catalog.text AS kind, i.identity::pg_catalog.text AS identity, \
                pg_catalog.pg_get_userbyid(owner)::pg_catalog.text AS owner, \
                pg_catalog.pg_has_role(owner, 'USAGE') AS is_ours \
         FROM {} o, LATERAL pg_catalog.pg_identify_object(class, o.oid, 0) i \
         WHERE namespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1) \
           AND owner <> (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = $2) \
         ORDER BY 1, 2",
        objects(),
    ))
    .bind::<Text, _>(plan.schema())
    .bind::<Text, _>(plan.owner());
    let foreign: Vec<Foreign> = session.load("look for the owners of the objects", query)?;
    let owner = quoted_owner(plan);
    let statements = foreign.iter().map(|object| object.statement(&owner));
    let statements: Vec<String> = statements.collect();
    for (object, fix) in foreign.iter().zip(&statements) {
        if !object.is_ours {
            return Err(fail(RoleError::ForeignObject {
                object: format!("{} {}", object.kind, object.identity),
                owner: object.owner.clone(),
                fix: fix.clone(),
            }));
        }
    }
    for sql in &statements {
        session.run("hand an object to the owner role", sql)?;
    }
    Ok(())
}

impl Foreign {
    fn statement(&self, owner: &str) -> String {
        let kind = match self.kind.as_str() {
            "function" | "procedure" | "aggregate" => "ROUTINE".to_owned(),
            "statistics object" => "STATISTICS".to_owned(),
            kind => kind.to_uppercase(),
        };
        format!("ALTER {kind} {} OWNER TO {owner}", self.identity)
    }
}

#[derive(QueryableByName)]
struct Definer {
    #[diesel(sql_type = Text)]
    routine: String,
    #[diesel(sql_type = Text)]
    owner: String,
    /// Whether it is the owner role's, so that what it lacks is a path.
    #[diesel(sql_type = Bool)]
    is_own: bool,
}

/// Whether a routine `p` of the owner role `ow` may run with its owner's rights: only if it
/// has a search path of its own.
pub(in crate::migrate) const IS_HARMLESS: &str = "(proowner = ow.oid AND EXISTS (SELECT FROM unnest(proconfig) setting \
     WHERE setting ~ '^search_path='))";

/// Refuses functions that run with the rights of somebody other than the owner role, or look
/// names up where their caller wants.
pub(in crate::migrate) fn refuse_definers(
    session: &mut Session<'_>,
) -> Result<(), MigrateErrorKind> {
    let plan = session.plan;
    let query = diesel::sql_query(format!(
        "SELECT p.oid::pg_catalog.regprocedure::pg_catalog.text AS routine, \
                pg_catalog.pg_get_userbyid(proowner)::pg_catalog.text AS owner, \
                proowner = ow.oid AS is_own \
         FROM pg_catalog.pg_proc p \
         JOIN pg_catalog.pg_namespace n ON n.oid = pronamespace, pg_catalog.pg_roles ow \
         WHERE ow.rolname = $2 AND prosecdef AND nspname = $1 AND NOT {IS_HARMLESS} \
         ORDER BY 1 LIMIT 1"
    ))
    .bind::<Text, _>(plan.schema())
    .bind::<Text, _>(plan.owner());
    let found: Vec<Definer> = session.load("look for functions of their owner", query)?;
    match found.into_iter().next() {
        None => Ok(()),
        Some(Definer {
            routine,
            is_own: true,
            ..
        }) => Err(fail(RoleError::UnpinnedDefiner { routine })),
        Some(Definer { routine, owner, .. }) => Err(fail(RoleError::Definer { routine, owner })),
    }
}

//! Finds what is to be moved: what the host names, and what belongs to it.

use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Oid, Text};

use super::super::adoption::Adoption;
use super::super::error::{AdoptError, MigrateErrorKind};
use super::super::identifier::{qualified, quoted};
use super::super::plan::Plan;
use super::super::session::Session;
use super::super::tracker;

/// The catalogues whose objects have a schema, with the prefix of their columns.
const CATALOGUES: [(&str, &str); 13] = [
    ("pg_class", "rel"),
    ("pg_type", "typ"),
    ("pg_proc", "pro"),
    ("pg_operator", "opr"),
    ("pg_opclass", "opc"),
    ("pg_opfamily", "opf"),
    ("pg_collation", "coll"),
    ("pg_conversion", "con"),
    ("pg_ts_config", "cfg"),
    ("pg_ts_dict", "dict"),
    ("pg_ts_parser", "prs"),
    ("pg_ts_template", "tmpl"),
    ("pg_statistic_ext", "stx"),
];

/// Those whose objects only a superuser makes and moves, so that they have no owner.
const WITHOUT_OWNER: [&str; 2] = ["pg_ts_parser", "pg_ts_template"];

/// An object in `public` that is to be moved.
#[derive(QueryableByName)]
pub(super) struct Stranded {
    #[diesel(sql_type = Oid)]
    pub(super) class: u32,
    #[diesel(sql_type = Oid)]
    pub(super) oid: u32,
    /// What it is, in PostgreSQL's words.
    #[diesel(sql_type = Text)]
    pub(super) kind: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    /// Its name with its schema, quoted, and with arguments where it has them.
    #[diesel(sql_type = Text)]
    identity: String,
    /// Whether the host's role is its owner or a member of it.
    #[diesel(sql_type = Bool)]
    is_ours: bool,
    /// Whether the plugin has one of the same name.
    #[diesel(sql_type = Bool)]
    taken: bool,
}

#[derive(QueryableByName)]
pub(super) struct Name {
    #[diesel(sql_type = Text)]
    pub(super) name: String,
}

/// All objects that have a schema: `class`, `oid`, `name`, `namespace` and `owner`.
fn objects() -> String {
    let selects = CATALOGUES.map(|(catalogue, prefix)| {
        let owner = match WITHOUT_OWNER.contains(&catalogue) {
            true => "10::pg_catalog.oid".to_owned(),
            false => format!("{prefix}owner"),
        };
        format!(
            "SELECT 'pg_catalog.{catalogue}'::pg_catalog.regclass::pg_catalog.oid AS class, oid, \
                    {prefix}name::pg_catalog.text AS name, {prefix}namespace AS namespace, {owner} AS owner \
             FROM pg_catalog.{catalogue}"
        )
    });
    selects.join(" UNION ALL ")
}

/// The named objects of `public` (`$2`, relations and types alone, and `$3`) that are to go to the
/// schema `$1`, with the partitions of tables, their statistics, and the multiranges and functions
/// of ranges. Sequences that tables own, the row types of tables and the arrays of types are moved
/// by PostgreSQL with what they belong to. A view in `public` on the plugin's table of its name is
/// there for those who still look for the table there, and stays; and what belongs to an extension
/// is not moved without it.
fn find() -> String {
    format!(
        "WITH RECURSIVE objects AS ({objects}), \
         spaces AS (SELECT (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = 'public') AS source, \
                           (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1) AS target), \
         relations AS ( \
             SELECT c.oid FROM pg_catalog.pg_class c, spaces \
             WHERE relnamespace = source AND relname::pg_catalog.text = ANY ($2 || $3) \
               AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') \
               AND NOT (relkind = 'v' AND EXISTS ( \
                        SELECT FROM pg_catalog.pg_rewrite w \
                        JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass \
                                                   AND d.objid = w.oid \
                        JOIN pg_catalog.pg_class t ON t.oid = d.refobjid \
                         AND d.refclassid = 'pg_catalog.pg_class'::regclass \
                        WHERE w.ev_class = c.oid AND t.relnamespace = target AND t.relname = c.relname)) \
           UNION \
             SELECT inhrelid FROM relations \
             JOIN pg_catalog.pg_inherits ON inhparent = relations.oid \
             JOIN pg_catalog.pg_class c ON c.oid = inhrelid AND c.relispartition \
             JOIN spaces ON relnamespace = source), \
         types AS ( \
             SELECT t.oid FROM pg_catalog.pg_type t JOIN spaces ON typnamespace = source \
             LEFT JOIN pg_catalog.pg_class c ON c.oid = typrelid \
             WHERE typname::pg_catalog.text = ANY ($2 || $3) AND typtype IN ('b', 'e', 'd', 'r', 'c') \
               AND coalesce(relkind = 'c', true) \
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = t.oid) \
           UNION \
             SELECT objid FROM types JOIN pg_catalog.pg_depend \
               ON refclassid = 'pg_catalog.pg_type'::regclass AND refobjid = types.oid AND deptype = 'i' \
             JOIN pg_catalog.pg_type t ON t.oid = objid AND typtype = 'm' \
             WHERE classid = 'pg_catalog.pg_type'::regclass), \
         found AS ( \
             SELECT o.*, \
                    EXISTS (SELECT FROM objects other \
                            LEFT JOIN pg_catalog.pg_proc p ON other.class = 'pg_catalog.pg_proc'::regclass \
                                                          AND p.oid = other.oid \
                            LEFT JOIN pg_catalog.pg_proc q ON p.oid IS NOT NULL AND q.oid = o.oid \
                            WHERE other.class = o.class AND other.namespace = target AND other.name = o.name \
                              AND o.class <> 'pg_catalog.pg_operator'::regclass \
                              AND p.proargtypes IS NOT DISTINCT FROM q.proargtypes) AS taken \
             FROM objects o JOIN spaces ON o.namespace = source \
             LEFT JOIN pg_catalog.pg_depend of_type \
               ON o.class = 'pg_catalog.pg_proc'::regclass AND of_type.classid = o.class \
              AND of_type.objid = o.oid AND of_type.deptype = 'i' \
              AND of_type.refclassid = 'pg_catalog.pg_type'::regclass \
             WHERE CASE o.class \
                       WHEN 'pg_catalog.pg_class'::regclass THEN o.oid IN (TABLE relations) \
                        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend s \
                                        JOIN pg_catalog.pg_class c ON c.oid = s.objid AND c.relkind = 'S' \
                                        WHERE s.classid = o.class AND s.objid = o.oid \
                                          AND s.deptype IN ('a', 'i')) \
                       WHEN 'pg_catalog.pg_type'::regclass THEN o.oid IN (TABLE types) \
                       WHEN 'pg_catalog.pg_statistic_ext'::regclass THEN o.name = ANY ($3) \
                         OR EXISTS (SELECT FROM pg_catalog.pg_statistic_ext s \
                                    WHERE s.oid = o.oid AND stxrelid IN (TABLE relations)) \
                       ELSE CASE WHEN of_type.refobjid IS NULL THEN o.name = ANY ($3) \
                                 ELSE of_type.refobjid IN (TABLE types) \
                                  AND pg_catalog.pg_has_role(o.owner, 'USAGE') END \
                   END \
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e \
                               WHERE e.classid = o.class AND e.objid = o.oid AND e.deptype = 'e')) \
         SELECT class, found.oid, i.type::pg_catalog.text AS kind, found.name, \
                i.identity::pg_catalog.text AS identity, \
                pg_catalog.pg_has_role(owner, 'USAGE') AS is_ours, taken \
         FROM found, LATERAL pg_catalog.pg_identify_object(class, found.oid, 0) i \
         ORDER BY i.type, i.identity",
        objects = objects(),
    )
}

/// Finds what is to be moved for a plugin, and refuses what cannot be.
pub(super) fn stranded(
    session: &mut Session<'_>,
    adoption: &Adoption,
) -> Result<Vec<Stranded>, MigrateErrorKind> {
    let plan = session.plan;
    let explicit: Vec<&str> = adoption.explicit(plan).collect();
    let query = diesel::sql_query(find())
        .bind::<Text, _>(plan.schema())
        .bind::<Array<Text>, _>(adoption.declared_of(plan))
        .bind::<Array<Text>, _>(explicit);
    let stranded: Vec<Stranded> = session.load("look for objects in `public`", query)?;
    for object in &stranded {
        let contested = adoption.is_contested(plan, &object.name);
        if let Some(source) = object.why_not(plan, contested) {
            return Err(MigrateErrorKind::Adopt { source });
        }
    }
    Ok(stranded)
}

/// The functions that make values of ranges which are to go to the schema `$1` (the types `$3`) or
/// are there, and stay in `public`; the names in `$2` are passed over. They are the server's own, so that
/// only a superuser moves them.
const CONSTRUCTORS: &str = "\
SELECT pg_catalog.format('ALTER FUNCTION %s SET SCHEMA %I', i.identity, $1) AS name \
FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_type t ON t.oid = refobjid \
JOIN pg_catalog.pg_namespace n ON n.oid = typnamespace JOIN pg_catalog.pg_proc p ON p.oid = objid \
CROSS JOIN LATERAL pg_catalog.pg_identify_object(classid, objid, 0) i \
WHERE classid = 'pg_catalog.pg_proc'::regclass AND refclassid = 'pg_catalog.pg_type'::regclass \
  AND deptype = 'i' AND pronamespace = 'public'::regnamespace \
  AND (nspname = $1 OR t.oid = ANY ($3)) AND NOT pg_catalog.pg_has_role(proowner, 'USAGE') \
  AND proname::pg_catalog.text <> ALL ($2) \
ORDER BY 1";

/// The statements that give the host's role what it needs to move objects, and to read the
/// tracker, where it is not the owner.
pub(super) fn missing_rights(
    session: &mut Session<'_>,
    adoption: &Adoption,
    stranded: &[Stranded],
    role: &str,
) -> Result<Vec<String>, MigrateErrorKind> {
    let schema = quoted(session.plan.schema());
    let role = quoted(role);
    let foreign = stranded.iter().filter(|object| !object.is_ours);
    let mut statements: Vec<String> = foreign
        .map(|object| {
            let (kind, identity) = (object.alter(), &object.identity);
            match object.is_of_superuser() {
                true => format!("ALTER {kind} {identity} SET SCHEMA {schema}"),
                false => format!("ALTER {kind} {identity} OWNER TO {role}"),
            }
        })
        .collect();
    let query = diesel::sql_query(CONSTRUCTORS)
        .bind::<Text, _>(session.plan.schema())
        .bind::<Array<Text>, _>(&adoption.staying)
        .bind::<Array<Oid>, _>(stranded.iter().map(|object| object.oid).collect::<Vec<_>>());
    let constructors: Vec<Name> = session.load("look for the functions of ranges", query)?;
    statements.extend(constructors.into_iter().map(|statement| statement.name));
    if adoption.takes_over(session.plan) {
        let source = qualified("public", tracker::TRACKER);
        let query = diesel::sql_query(
            "SELECT NOT pg_catalog.has_table_privilege(pg_catalog.to_regclass($1), 'SELECT') AS holds",
        )
        .bind::<Text, _>(&source);
        if session.holds("look for the tracker in `public`", query)? {
            statements.push(format!("GRANT SELECT ON {source} TO {role}"));
        }
    }
    Ok(statements)
}

/// Refuses a name that the plugin has no object of, now that all has been moved.
pub(super) fn refuse_missing(
    session: &mut Session<'_>,
    adoption: &Adoption,
) -> Result<(), MigrateErrorKind> {
    let plan = session.plan;
    for name in adoption.explicit(plan) {
        let query = diesel::sql_query(format!(
            "SELECT EXISTS (SELECT FROM ({}) o JOIN pg_catalog.pg_namespace n ON n.oid = namespace \
                            WHERE nspname = $1 AND name = $2) AS holds",
            objects(),
        ))
        .bind::<Text, _>(plan.schema())
        .bind::<Text, _>(name);
        if !session.holds("look for an object of the plugin", query)? {
            let object = name.to_owned();
            let source = AdoptError::NotFound { object };
            return Err(MigrateErrorKind::Adopt { source });
        }
    }
    Ok(())
}

impl Stranded {
    fn why_not(&self, plan: &Plan, contested: bool) -> Option<AdoptError> {
        let object = self.name.clone();
        if contested {
            return Some(AdoptError::Contested { object });
        }
        let schema = plan.schema().to_owned();
        self.taken
            .then_some(AdoptError::BothThere { object, schema })
    }

    /// Whether only a superuser can move it, since it has no owner.
    fn is_of_superuser(&self) -> bool {
        matches!(&*self.kind, "text search parser" | "text search template")
    }

    /// What it is, in the words of `ALTER`.
    pub(super) fn alter(&self) -> String {
        match self.kind.as_str() {
            "statistics object" => "STATISTICS".to_owned(),
            "function" | "procedure" | "aggregate" => "ROUTINE".to_owned(),
            kind => kind.to_uppercase(),
        }
    }
}

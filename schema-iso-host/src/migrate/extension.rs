//! The extensions that the host installs for all plugins, and why a name of one is not found.

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Text};
use schema_iso::id::SharedSchemaName;

use super::error::{ServerError, SqlError};
use super::identifier::quoted;
use super::look::look;
use super::session::Session;
use super::settings::Settings;

/// An extension that the host declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Extension {
    pub(crate) name: String,
    pub(crate) schema: SharedSchemaName,
}

/// Taken for the time of an installation, so that two hosts do not install one extension at once.
/// The text of a plugin's lock has a colon.
const LOCK: &str = "SELECT pg_catalog.pg_advisory_xact_lock(\
                    pg_catalog.hashtextextended('schema-iso extensions', 0))";

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    name: String,
    /// The schema; empty where it is not installed.
    #[diesel(sql_type = Text)]
    schema: String,
    /// Whether the server has its files.
    #[diesel(sql_type = Bool)]
    available: bool,
}

/// Installs the extensions that the host declares and the database lacks, before anything else
/// looks at the database. A host that declares none asks nothing.
pub(super) fn install(pg: &mut PgConnection, settings: &Settings) -> Result<(), ServerError> {
    if settings.extensions.is_empty() {
        return Ok(());
    }
    let mut found = look(pg, settings, |pg| ask(pg, settings))?;
    for extension in &settings.extensions {
        let of_it = found.iter_mut().find(|it| it.name == extension.name);
        let (schema, available) = of_it.map_or((String::new(), false), |it| {
            (std::mem::take(&mut it.schema), it.available)
        });
        if schema.is_empty() {
            install_one(pg, settings, extension, available)?;
        } else if schema != extension.schema.as_str() {
            let (name, declared) = (quoted(&extension.name), quoted(extension.schema.as_str()));
            return Err(ServerError::ExtensionElsewhere {
                extension: extension.name.clone(),
                fix: format!(
                    "CREATE SCHEMA IF NOT EXISTS {declared}; ALTER EXTENSION {name} SET SCHEMA {declared}"
                ),
            });
        }
    }
    Ok(())
}

fn ask(pg: &mut PgConnection, settings: &Settings) -> Result<Vec<Found>, ServerError> {
    let names: Vec<&str> = settings.extensions.iter().map(|it| &*it.name).collect();
    diesel::sql_query(
        "SELECT wanted AS name, coalesce(nspname, '')::text AS schema, \
                EXISTS (SELECT FROM pg_available_extensions a WHERE a.name = wanted) AS available \
         FROM unnest($1) wanted \
         LEFT JOIN (pg_extension JOIN pg_namespace n ON n.oid = extnamespace) ON extname = wanted",
    )
    .bind::<Array<Text>, _>(names)
    .load(pg)
    .map_err(|source| ServerError::Query {
        action: "look for the extensions",
        source: SqlError::from(source),
    })
}

fn install_one(
    pg: &mut PgConnection,
    settings: &Settings,
    extension: &Extension,
    available: bool,
) -> Result<(), ServerError> {
    let Extension { name, schema } = extension;
    if !available {
        return Err(ServerError::NoExtension {
            extension: name.clone(),
        });
    }
    let quoted_schema = quoted(schema.as_str());
    let create = format!(
        "CREATE EXTENSION IF NOT EXISTS {} SCHEMA {quoted_schema}",
        quoted(name)
    );
    let timeouts = settings.timeouts("SET LOCAL");
    let sql = format!(
        "BEGIN; SET LOCAL search_path TO pg_catalog, pg_temp; {timeouts}; {LOCK}; \
         CREATE SCHEMA IF NOT EXISTS {quoted_schema}; {create}; COMMIT"
    );
    let installed = pg.batch_execute(&sql);
    if installed.is_err() {
        // The connection is used on, or the error is the caller's.
        pg.batch_execute("ROLLBACK").ok();
    }
    installed.map_err(|source| ServerError::MayNotInstall {
        extension: name.clone(),
        fix: format!("CREATE SCHEMA IF NOT EXISTS {quoted_schema}; {create}"),
        source: SqlError::from(source),
    })?;
    tracing::info!(extension = %name, schema = %schema.as_str(), "installed the extension");
    Ok(())
}

#[derive(QueryableByName)]
struct Owner {
    #[diesel(sql_type = Text)]
    object: String,
    #[diesel(sql_type = Text)]
    extension: String,
    #[diesel(sql_type = Text)]
    schema: String,
}

/// What to do about a name that PostgreSQL does not find, if an extension has something of that
/// name outside of the search path.
pub(super) fn missing(session: &mut Session<'_>, message: &str) -> Option<String> {
    let words: Vec<String> = message
        .split(|it: char| !(it.is_alphanumeric() || it == '_'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let mut path = vec![session.plan.schema().to_owned(), "pg_catalog".to_owned()];
    let shared = session.settings.shared_schemas.iter();
    path.extend(shared.map(|schema| schema.as_str().to_owned()));
    let query = diesel::sql_query(
        "SELECT object.name::pg_catalog.text AS object, extname::pg_catalog.text AS extension, \
                nspname::pg_catalog.text AS schema \
         FROM (SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass AS class, oid, proname AS name, pronamespace AS namespace \
               FROM pg_catalog.pg_proc \
               UNION ALL SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, oid, typname, typnamespace \
               FROM pg_catalog.pg_type \
               UNION ALL SELECT 'pg_catalog.pg_opclass'::pg_catalog.regclass, oid, opcname, opcnamespace \
               FROM pg_catalog.pg_opclass) object \
         JOIN pg_catalog.pg_depend d ON d.classid = class AND d.objid = object.oid AND d.deptype = 'e' \
              AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass \
         JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid \
         JOIN pg_catalog.pg_namespace n ON n.oid = namespace \
         WHERE object.name = ANY ($1) AND nspname <> ALL ($2) ORDER BY 1, 2 LIMIT 1",
    )
    .bind::<Array<Text>, _>(words)
    .bind::<Array<Text>, _>(path);
    let owners: Vec<Owner> = session.load("find out more about an error", query).ok()?;
    let owner = owners.into_iter().next()?;
    Some(owner.advice())
}

impl Owner {
    fn advice(&self) -> String {
        let Self {
            object,
            extension,
            schema,
        } = self;
        let found = format!(
            "`{object}` belongs to the extension `{extension}`, which is in the schema `{schema}`"
        );
        if schema == "public" || SharedSchemaName::new(schema).is_err() {
            let quoted = quoted(extension);
            format!(
                "{found}, where no plugin looks; run `CREATE SCHEMA IF NOT EXISTS extensions; \
                 ALTER EXTENSION {quoted} SET SCHEMA extensions`, and let the host declare it: \
                 `.extension(\"{extension}\", \"extensions\")`"
            )
        } else {
            format!("{found}; let the host declare it: `.extension(\"{extension}\", \"{schema}\")`")
        }
    }
}

//! The schemas that are there.

use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Nullable, Text};
use schema_iso::id::PluginId;

use super::error::{MigrateErrorKind, OwnerError};
use super::identifier::quoted;
use super::note::Note;
use super::plan::Plan;
use super::server::Server;
use super::session::Session;
use super::settings::Settings;

/// What is known of a schema without a look into it; [`STANDING`] are its columns.
#[derive(Debug, Clone, QueryableByName)]
pub(super) struct Standing {
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
    /// Whether a view stands in the place of the tracker.
    #[diesel(sql_type = Bool)]
    has_view: bool,
}

/// The columns of [`Standing`], for a row `n` of `pg_namespace`.
pub(super) const STANDING: &str = "\
    n.nspname::pg_catalog.text AS name, \
    pg_catalog.obj_description(n.oid, 'pg_namespace') AS comment, \
    EXISTS (SELECT FROM pg_catalog.pg_class \
            WHERE relnamespace = n.oid AND relname = '__diesel_schema_migrations' \
              AND relkind = 'v') AS has_view";

impl Standing {
    pub(super) fn note(&self) -> Option<Note> {
        self.comment.as_deref().and_then(Note::read)
    }

    /// Whether it is a mark of a rename, and no schema of a plugin.
    pub(super) fn is_mark(&self) -> bool {
        self.has_view || self.moved_to().is_some()
    }

    /// The id that a mark names; none if the comment was lost.
    pub(super) fn moved_to(&self) -> Option<PluginId> {
        self.note()?.moved_to
    }

    pub(super) fn is_mark_to(&self, id: PluginId) -> bool {
        self.has_view && self.moved_to() == Some(id)
    }

    /// Why it is not the plugin's, under whichever of its ids it stands.
    pub(super) fn why_not(&self, plan: &Plan, settings: &Settings) -> Option<OwnerError> {
        self.note()?.why_not(plan, settings, &self.name)
    }
}

/// A schema that is there.
#[derive(Debug, Clone, QueryableByName)]
pub(super) struct ExistingSchema {
    #[diesel(embed)]
    pub(super) standing: Standing,
    #[diesel(sql_type = Text)]
    owner: String,
    /// Whether the host's role is its owner or a member of it.
    #[diesel(sql_type = Bool)]
    pub(super) owned: bool,
    /// Whether nothing stands in it.
    #[diesel(sql_type = Bool)]
    pub(super) empty: bool,
}

/// Looks for schemas.
pub(super) fn find(
    session: &mut Session<'_>,
    names: &[String],
) -> Result<Vec<ExistingSchema>, MigrateErrorKind> {
    // Every object of a schema depends on it; what it owns by itself (the rows and
    // arrays of tables, their indexes) depends on the table.
    let query = diesel::sql_query(format!(
        "SELECT {STANDING}, pg_catalog.pg_get_userbyid(nspowner)::text AS owner, \
                pg_catalog.pg_has_role(nspowner, 'USAGE') AS owned, \
                NOT EXISTS (SELECT FROM pg_catalog.pg_depend \
                            WHERE refclassid = 'pg_catalog.pg_namespace'::regclass \
                              AND refobjid = n.oid AND deptype = 'n') AS empty \
         FROM pg_catalog.pg_namespace n WHERE nspname = ANY ($1)"
    ))
    .bind::<Array<Text>, _>(names);
    session.load("look for the schema", query)
}

/// The error for a role that may not create (or rename) schemas.
pub(super) fn missing_create(server: &Server) -> MigrateErrorKind {
    MigrateErrorKind::MissingGrant {
        role: server.role.clone(),
        fix: format!(
            "GRANT CREATE ON DATABASE {} TO {}",
            quoted(&server.database),
            quoted(&server.role),
        ),
    }
}

impl ExistingSchema {
    pub(super) fn name(&self) -> &str {
        &self.standing.name
    }

    /// Whether a plugin has something in it.
    pub(super) fn in_use(&self) -> bool {
        !self.empty && !self.standing.is_mark()
    }

    /// Refuses a schema that belongs to somebody else.
    pub(super) fn check_owner(&self, server: &Server) -> Result<(), MigrateErrorKind> {
        if self.owned {
            return Ok(());
        }
        Err(MigrateErrorKind::ForeignSchema {
            schema: self.name().to_owned(),
            owner: self.owner.clone(),
            role: server.role.clone(),
            fix: format!(
                "ALTER SCHEMA {} OWNER TO {}",
                quoted(self.name()),
                quoted(&server.role),
            ),
        })
    }
}

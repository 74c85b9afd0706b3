//! `Plan`: the migrations and tables of one plugin.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::error::SourceError;
use super::logins::{login_of, owner_of};
use schema_iso::definition::{TableDefinition, TypeDefinition};
use schema_iso::id::{PluginId, SchemaName, SharedSchemaName};
use schema_iso::migration::{
    CheckReport, is_empty, rename_qualifiers, strip_public, strip_qualifiers,
};
use schema_iso::plugin::{EmbeddedMigration, PluginMetadata};
use sha2::{Digest, Sha256};

/// What fits into the column of Diesel's tracker.
const LONGEST_VERSION: usize = 50;

/// The migrations of one plugin, and what they need.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) id: PluginId,
    pub(crate) schema: SchemaName,
    pub(crate) previous_ids: Vec<PluginId>,
    /// The crate that declares the plugin; none where the host has its migrations alone.
    pub(crate) crate_name: Option<&'static str>,
    /// By version.
    pub(crate) migrations: Vec<Arc<PlannedMigration>>,
    pub(crate) tables: &'static [&'static TableDefinition],
    pub(crate) types: &'static [&'static TypeDefinition],
}

impl Plan {
    pub(crate) fn of(metadata: &PluginMetadata) -> Self {
        let migrations = metadata.migrations().iter().map(PlannedMigration::of);
        let mut plan = Self {
            id: metadata.id(),
            schema: metadata.schema(),
            previous_ids: metadata.previous_ids().to_vec(),
            crate_name: Some(metadata.crate_name()),
            migrations: Vec::new(),
            tables: metadata.tables(),
            types: metadata.types(),
        };
        plan.set_migrations(migrations);
        plan
    }

    /// The plan of a plugin of which only the schema is known.
    pub(crate) fn of_orphan(id: PluginId) -> Self {
        Self {
            crate_name: None,
            ..Self::of(&PluginMetadata::new(id, "", ""))
        }
    }

    /// Sets the migrations, which run in the order of their versions.
    pub(crate) fn set_migrations(
        &mut self,
        migrations: impl IntoIterator<Item = PlannedMigration>,
    ) {
        let migrations = migrations.into_iter();
        let migrations = migrations.map(|migration| Arc::new(self.with_own_schemas(migration)));
        self.migrations = migrations.collect();
        self.migrations.sort_by(|a, b| a.version.cmp(&b.version));
    }

    /// The migration, with what its texts are without the qualifiers of the plugin's schemas.
    pub(super) fn with_own_schemas(&self, mut migration: PlannedMigration) -> PlannedMigration {
        let former = self.previous_ids.iter().map(PluginId::schema);
        let former: Vec<SchemaName> = former.collect();
        let texts = [Some(&mut migration.up), migration.down.as_mut()];
        for text in texts.into_iter().flatten() {
            text.know_own_schemas(&self.schema, &former);
        }
        migration
    }

    /// The name of the role that the plugin's sessions take, which is that of its schema.
    pub(super) fn role(&self) -> &str {
        self.schema.as_str()
    }

    /// The name of the plugin's login.
    pub(super) fn login(&self) -> String {
        login_of(self.schema())
    }

    /// The name of the role that owns what stands in the plugin's schema.
    pub(super) fn owner(&self) -> String {
        owner_of(self.schema())
    }

    pub(super) fn schema(&self) -> &str {
        self.schema.as_str()
    }

    /// The ids under whose locks the plugin migrates, in an order that all processes
    /// agree on.
    pub(super) fn lock_ids(&self) -> Vec<PluginId> {
        let mut ids = self.previous_ids.clone();
        ids.push(self.id);
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Refuses a version that cannot be noted as applied, and two migrations of one version, of
    /// which one would never run: `diesel_migrations` keeps migrations in a map, by version.
    pub(crate) fn check_versions(&self) -> Result<(), SourceError> {
        let mut migrations = self.migrations.iter();
        if let Some(unfit) = migrations.find(|it| !can_be_noted(&it.version, &it.name)) {
            let migration = unfit.name.to_string();
            return Err(SourceError::Version { migration });
        }
        let mut neighbours = self.migrations.windows(2);
        let twice = neighbours.find(|pair| pair[0].version == pair[1].version);
        twice.map_or(Ok(()), |pair| {
            Err(SourceError::DuplicateVersion {
                version: pair[0].version.to_string(),
                first: pair[0].name.to_string(),
                second: pair[1].name.to_string(),
            })
        })
    }

    /// The migration of a version.
    pub(super) fn migration(&self, version: &str) -> Option<&PlannedMigration> {
        let mut migrations = self.migrations.iter().map(|migration| &**migration);
        migrations.find(|migration| migration.version == version)
    }
}

/// A migration, from wherever it comes.
#[derive(Debug, Clone)]
pub(crate) struct PlannedMigration {
    pub(super) version: Cow<'static, str>,
    pub(super) name: Cow<'static, str>,
    pub(super) up: MigrationText,
    pub(super) down: Option<MigrationText>,
    pub(super) run_in_transaction: bool,
    /// What was removed from the texts before they were embedded, with its places.
    pub(super) removals: &'static [&'static str],
}

/// A text, and where it comes from.
#[derive(Debug, Clone)]
pub(super) struct MigrationText {
    sql: Cow<'static, str>,
    /// What the checksum is of, where that is another text than the one that is checked.
    embedded: Option<String>,
    pub(super) path: Cow<'static, str>,
    /// The text without the qualifiers of the plugin's own schemas, if it has any.
    unqualified: Option<String>,
    /// The text with the name of the schema in place of those of former ones, if it has any.
    renamed: Option<String>,
    /// What the check made of the text: what runs in its place, if anything does.
    outcome: OnceLock<Result<Option<String>, CheckReport>>,
}

impl MigrationText {
    /// A text that nobody has checked.
    pub(super) fn unchecked(sql: Cow<'static, str>, path: Cow<'static, str>) -> Self {
        Self {
            sql,
            embedded: None,
            path,
            unqualified: None,
            renamed: None,
            outcome: OnceLock::new(),
        }
    }

    /// A text that nobody has checked, and from which nobody has removed anything. The checksum
    /// is that of the text that `#[plugin]` would embed.
    pub(super) fn recorded(sql: String, path: String) -> Self {
        let sql = match sql.strip_prefix('\u{feff}') {
            Some(text) => text.to_owned(),
            None => sql,
        };
        let stripped = mentions_public(&sql).then(|| strip_public(&sql).sql.into_owned());
        Self {
            embedded: stripped.filter(|stripped| *stripped != sql),
            ..Self::unchecked(Cow::Owned(sql), Cow::Owned(path))
        }
    }

    /// A text that the check has accepted.
    pub(super) fn checked(sql: Cow<'static, str>, path: Cow<'static, str>) -> Self {
        Self {
            sql,
            embedded: None,
            path,
            unqualified: None,
            renamed: None,
            outcome: OnceLock::from(Ok(None)),
        }
    }

    /// Takes down what the text is without the plugin's own schemas, and with the one of now.
    /// Most texts name none, and are not parsed.
    fn know_own_schemas(&mut self, now: &SchemaName, former: &[SchemaName]) {
        let text = self.embedded().to_ascii_lowercase();
        let mut own: Vec<&str> = former.iter().map(SchemaName::as_str).collect();
        if own.iter().any(|schema| text.contains(schema)) {
            let renamed = rename_qualifiers(&self.sql, &own, now.as_str());
            self.renamed = Some(renamed.into_owned()).filter(|renamed| *renamed != self.sql);
        }
        own.push(now.as_str());
        if own.iter().any(|schema| text.contains(schema)) {
            let stripped = strip_qualifiers(self.embedded(), &own).sql.into_owned();
            self.unqualified = Some(stripped).filter(|stripped| stripped != self.embedded());
        }
    }

    /// The text without `public.` and own qualifiers and with the line ends of Unix.
    fn as_it_runs(&self) -> String {
        let sql = self.unqualified.as_deref().unwrap_or(self.embedded());
        let sql = if mentions_public(sql) {
            strip_public(sql).sql
        } else {
            Cow::Borrowed(sql)
        };
        sql.replace("\r\n", "\n")
    }

    /// The text that is embedded, or would be.
    pub(super) fn embedded(&self) -> &str {
        self.embedded.as_deref().unwrap_or(&self.sql)
    }

    /// Checks the text, the first time only, and keeps what came of it.
    pub(super) fn check_once(
        &self,
        check: impl FnOnce(&str) -> Result<Option<String>, CheckReport>,
    ) -> Result<(), &CheckReport> {
        let outcome = self.outcome.get_or_init(|| check(&self.sql));
        outcome.as_ref().map(|_| ())
    }

    /// The text that runs.
    pub(super) fn sql(&self) -> &str {
        match self.outcome.get() {
            Some(Ok(Some(sql))) => sql,
            Some(Ok(None)) => self.renamed.as_deref().unwrap_or(&self.sql),
            Some(Err(_)) | None => &self.sql,
        }
    }

    /// The line of a position that PostgreSQL reports, counted in characters from one.
    pub(super) fn line(&self, position: i32) -> Option<u32> {
        let before = usize::try_from(position).ok()?.checked_sub(1)?;
        let mut places = self.sql().char_indices().map(|(place, _)| place);
        self.line_of_byte(places.nth(before).unwrap_or(self.sql().len()))
    }

    /// The line of a byte.
    pub(super) fn line_of_byte(&self, place: usize) -> Option<u32> {
        let breaks = self.sql().get(..place)?.matches('\n').count();
        u32::try_from(breaks + 1).ok()
    }
}

impl PlannedMigration {
    fn of(embedded: &EmbeddedMigration) -> Self {
        let script = |sql, path: Option<&'static str>| {
            MigrationText::unchecked(Cow::Borrowed(sql), Cow::Borrowed(path.unwrap_or_default()))
        };
        Self {
            version: Cow::Borrowed(embedded.version()),
            name: Cow::Borrowed(embedded.name()),
            up: script(embedded.up(), Some(embedded.up_path())),
            down: embedded.down().map(|sql| script(sql, embedded.down_path())),
            run_in_transaction: embedded.run_in_transaction(),
            removals: embedded.removals(),
        }
    }

    /// Whether a migration of another source is this one: by its version, and by its texts as
    /// they run.
    pub(super) fn is_the_same_as(&self, other: &Self) -> bool {
        let up = |migration: &Self| migration.up.as_it_runs();
        let down = |migration: &Self| {
            let down = migration.down.as_ref().map(MigrationText::as_it_runs);
            down.filter(|sql| !is_empty(sql))
        };
        self.version == other.version
            && self.run_in_transaction == other.run_in_transaction
            && up(self) == up(other)
            && down(self) == down(other)
    }

    /// What the checksum table keeps: the SHA-256 of the text that is embedded, without the
    /// qualifiers of the plugin's own schemas. From what is embedded, `#[plugin]` has removed the
    /// `public.` qualifiers. So removing either from the file by hand changes nothing. Nor does a
    /// checkout with other line ends.
    pub(super) fn checksum(&self) -> String {
        let unqualified = self.up.unqualified.as_deref();
        Self::checksum_of(unqualified.unwrap_or(self.up.embedded()))
    }

    /// Whether a checksum that was kept is that of this text. Until the plugin's own qualifiers
    /// were left out of it, it was of the text with them.
    pub(super) fn has_checksum(&self, kept: &str) -> bool {
        kept == self.checksum()
            || self.up.unqualified.is_some() && kept == Self::checksum_of(self.up.embedded())
    }

    fn checksum_of(text: &str) -> String {
        let mut hash = Sha256::new();
        for (at, part) in text.split("\r\n").enumerate() {
            if at > 0 {
                hash.update(b"\n");
            }
            hash.update(part.as_bytes());
        }
        hash.finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// Whether the trackers can keep a version and a name. What runs outside of a transaction and is
/// then not noted would run again.
pub(super) fn can_be_noted(version: &str, name: &str) -> bool {
    let length = version.chars().count();
    (1..=LONGEST_VERSION).contains(&length) && !version.contains('\0') && !name.contains('\0')
}

/// Whether a text can lose a `public.` qualifier.
pub(super) fn mentions_public(sql: &str) -> bool {
    sql.to_ascii_lowercase().contains("public")
}

/// The names of shared schemas, as the migration check takes them.
pub(crate) fn shared_names(shared: &[SharedSchemaName]) -> Vec<&str> {
    shared.iter().map(SharedSchemaName::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WITH_UNIX_LINES: EmbeddedMigration =
        EmbeddedMigration::new("1", "1_a", "SELECT 1;\nSELECT 2;\n", "1_a/up.sql");
    const WITH_WINDOWS_LINES: EmbeddedMigration =
        EmbeddedMigration::new("1", "1_a", "SELECT 1;\r\nSELECT 2;\r\n", "1_a/up.sql");

    #[test]
    fn line_ends_do_not_change_a_checksum() {
        let unix = PlannedMigration::of(&WITH_UNIX_LINES).checksum();
        assert_eq!(unix, PlannedMigration::of(&WITH_WINDOWS_LINES).checksum());
        assert_eq!(unix.len(), 64);
    }

    #[test]
    fn a_position_is_counted_in_characters() {
        let script = PlannedMigration::of(&EmbeddedMigration::new("1", "1_a", "-- ä\nx", "")).up;
        assert_eq!(script.line(1), Some(1));
        assert_eq!(script.line(6), Some(2));
        assert_eq!(script.line(0), None);
    }

    #[test]
    fn a_version_that_cannot_be_noted_is_refused_whoever_wrote_it() {
        const FITS: EmbeddedMigration = EmbeddedMigration::new("1", "1_a", "SELECT 1", "");
        const EMPTY: EmbeddedMigration = EmbeddedMigration::new("", "_a", "SELECT 1", "");
        const NUL: EmbeddedMigration = EmbeddedMigration::new("1\0", "1_a", "SELECT 1", "");
        const NUL_IN_NAME: EmbeddedMigration = EmbeddedMigration::new("1", "1\0_a", "SELECT 1", "");
        const LONG: &str = "123456789012345678901234567890123456789012345678901";
        const TOO_LONG: EmbeddedMigration = EmbeddedMigration::new(LONG, LONG, "SELECT 1", "");
        let check = |embedded: &EmbeddedMigration| {
            let id = PluginId::literal("notes");
            let mut plan = Plan::of(&PluginMetadata::new(id, "notes", "0"));
            plan.set_migrations([PlannedMigration::of(embedded)]);
            plan.check_versions()
        };
        assert!(check(&FITS).is_ok());
        for unfit in [EMPTY, NUL, NUL_IN_NAME, TOO_LONG] {
            assert!(matches!(check(&unfit), Err(SourceError::Version { .. })));
        }
    }
}

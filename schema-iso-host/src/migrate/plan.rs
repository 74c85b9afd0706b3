//! What is to run for one plugin.

use std::borrow::Cow;
use std::sync::OnceLock;

use schema_iso::definition::{TableDefinition, TypeDefinition};
use schema_iso::id::{PluginId, SchemaName, SharedSchemaName};
use schema_iso::migration::CheckReport;
use schema_iso::plugin::{EmbeddedMigration, PluginMetadata};
use sha2::{Digest, Sha256};

/// What is to run for one plugin.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) id: PluginId,
    pub(crate) schema: SchemaName,
    pub(crate) previous_ids: Vec<PluginId>,
    /// By version.
    pub(crate) migrations: Vec<Migration>,
    pub(crate) tables: &'static [&'static TableDefinition],
    pub(crate) types: &'static [&'static TypeDefinition],
}

impl Plan {
    pub(crate) fn of(metadata: &PluginMetadata) -> Self {
        let mut migrations: Vec<Migration> =
            metadata.migrations().iter().map(Migration::of).collect();
        migrations.sort_by(|a, b| a.version.cmp(&b.version));
        Self {
            id: metadata.id(),
            schema: metadata.schema(),
            previous_ids: metadata.previous_ids().to_vec(),
            migrations,
            tables: metadata.tables(),
            types: metadata.types(),
        }
    }

    /// The name of the plugin's role, which is that of its schema.
    pub(super) fn role(&self) -> &str {
        self.schema.as_str()
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

    /// A version that two migrations have, of which one would never run.
    pub(crate) fn duplicate_version(&self) -> Option<&str> {
        let mut neighbours = self.migrations.windows(2);
        let twice = neighbours.find(|pair| pair[0].version == pair[1].version)?;
        Some(&twice[0].version)
    }

    /// The migration of a version.
    pub(super) fn migration(&self, version: &str) -> Option<&Migration> {
        self.migrations
            .iter()
            .find(|migration| migration.version == version)
    }
}

/// A migration, from wherever it comes.
#[derive(Debug, Clone)]
pub(crate) struct Migration {
    pub(super) version: Cow<'static, str>,
    pub(super) name: Cow<'static, str>,
    pub(super) up: Script,
    pub(super) down: Option<Script>,
    pub(super) run_in_transaction: bool,
    /// What was removed from the texts before they were embedded, with its places.
    pub(super) removals: &'static [&'static str],
}

/// A text, and where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Script {
    sql: Cow<'static, str>,
    pub(super) path: Cow<'static, str>,
    /// What the check made of the text: what runs in its place, if anything does.
    verdict: OnceLock<Result<Option<String>, CheckReport>>,
}

impl Script {
    /// A text that nobody has checked.
    pub(super) fn unchecked(sql: Cow<'static, str>, path: Cow<'static, str>) -> Self {
        Self {
            sql,
            path,
            verdict: OnceLock::new(),
        }
    }

    /// A text that the check has accepted.
    pub(super) fn checked(sql: Cow<'static, str>, path: Cow<'static, str>) -> Self {
        Self {
            sql,
            path,
            verdict: OnceLock::from(Ok(None)),
        }
    }

    /// What the check makes of the text. It is asked once.
    pub(super) fn verdict(
        &self,
        check: impl FnOnce(&str) -> Result<Option<String>, CheckReport>,
    ) -> Result<(), &CheckReport> {
        let verdict = self.verdict.get_or_init(|| check(&self.sql));
        verdict.as_ref().map(|_| ())
    }

    /// The text that runs.
    pub(super) fn sql(&self) -> &str {
        match self.verdict.get() {
            Some(Ok(Some(sql))) => sql,
            _ => &self.sql,
        }
    }

    /// The line of a position that PostgreSQL reports, counted in characters from one.
    pub(super) fn line(&self, position: i32) -> Option<u32> {
        let before = usize::try_from(position).ok()?.checked_sub(1)?;
        let breaks = self
            .sql()
            .chars()
            .take(before)
            .filter(|c| *c == '\n')
            .count();
        u32::try_from(breaks + 1).ok()
    }
}

impl Migration {
    fn of(embedded: &EmbeddedMigration) -> Self {
        let script = |sql, path: Option<&'static str>| {
            Script::unchecked(Cow::Borrowed(sql), Cow::Borrowed(path.unwrap_or_default()))
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

    /// What the checksum table keeps: the SHA-256 of the text that is embedded. From that,
    /// `#[plugin]` has removed the `public.` qualifiers, so that removing them from the file
    /// by hand changes nothing. Nor does a checkout with other line ends.
    pub(super) fn checksum(&self) -> String {
        let mut hash = Sha256::new();
        for (at, part) in self.up.sql.split("\r\n").enumerate() {
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
        let unix = Migration::of(&WITH_UNIX_LINES).checksum();
        assert_eq!(unix, Migration::of(&WITH_WINDOWS_LINES).checksum());
        assert_eq!(unix.len(), 64);
    }

    #[test]
    fn a_position_is_counted_in_characters() {
        let script = Migration::of(&EmbeddedMigration::new("1", "1_a", "-- ä\nx", "")).up;
        assert_eq!(script.line(1), Some(1));
        assert_eq!(script.line(6), Some(2));
        assert_eq!(script.line(0), None);
    }
}

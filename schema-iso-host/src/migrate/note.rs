//! `Note`: what a schema says of itself, in its comment.
//!
//! A comment survives dump and restore, follows a rename, and is read for all plugins in the
//! question that a boot asks anyway. The note is one line of it; the other lines are whoever
//! wrote them's.

use schema_iso::id::PluginId;

use super::error::OwnerError;
use super::identifier::{literal, quoted};
use super::plan::Plan;
use super::settings::Settings;

/// What the line begins with.
const START: &str = "schema-iso: plugin ";
const CRATE: &str = "crate ";
const PROGRAM: &str = "program ";
const MOVED: &str = "moved to ";

/// Which plugin and which program a schema is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) plugin: PluginId,
    /// The crate of the plugin; none where there were only migrations.
    pub(super) crate_name: Option<String>,
    /// The program, if it has a name.
    pub(super) program: Option<String>,
    /// The id under which the data stand now, in a mark.
    pub(super) moved_to: Option<PluginId>,
}

impl Note {
    /// Reads the note in a comment.
    pub(super) fn read(comment: &str) -> Option<Self> {
        let line = comment.lines().find_map(|line| line.strip_prefix(START))?;
        let mut parts = line.split("; ");
        let mut note = Self {
            plugin: PluginId::new(parts.next()?).ok()?,
            crate_name: None,
            program: None,
            moved_to: None,
        };
        for part in parts {
            if let Some(name) = part.strip_prefix(CRATE) {
                note.crate_name = Some(name.to_owned());
            } else if let Some(name) = part.strip_prefix(PROGRAM) {
                note.program = Some(name.to_owned());
            } else if let Some(id) = part.strip_prefix(MOVED) {
                note.moved_to = PluginId::new(id).ok();
            }
        }
        Some(note)
    }

    /// What the schema of a plugin is to say, given what it says. Without a rename the crate that
    /// made it stays, so that an older program, whose crate has another name, finds what it left.
    pub(super) fn wanted(plan: &Plan, settings: &Settings, found: Option<Self>) -> Self {
        let own = plan.crate_name.map(str::to_owned);
        let (crate_name, program) = match found {
            Some(found) if found.plugin == plan.id => (found.crate_name.or(own), found.program),
            Some(found) => (own.or(found.crate_name), found.program),
            None => (own, None),
        };
        Self {
            plugin: plan.id,
            crate_name: crate_name.filter(|name| is_plain(name)),
            program: settings.program.clone().or(program),
            moved_to: None,
        }
    }

    /// What the mark under a previous id is to say.
    pub(super) fn of_mark(self, previous: PluginId) -> Self {
        Self {
            moved_to: Some(self.plugin),
            plugin: previous,
            ..self
        }
    }

    /// Why a schema with this note is not the plugin's.
    pub(super) fn why_not(
        &self,
        plan: &Plan,
        settings: &Settings,
        schema: &str,
    ) -> Option<OwnerError> {
        let schema = || schema.to_owned();
        if let (Some(found), Some(program)) = (&self.program, &settings.program)
            && found != program
        {
            return Some(OwnerError::Program {
                schema: schema(),
                found: found.clone(),
                program: program.clone(),
            });
        }
        let (found, crate_name) = (self.crate_name.as_deref()?, plan.crate_name?);
        let mut known = settings.previous_crates.iter();
        let same =
            found == crate_name || known.any(|(plugin, name)| *plugin == plan.id && name == found);
        (!same).then(|| OwnerError::Crate {
            schema: schema(),
            found: found.to_owned(),
            plugin: plan.id,
            crate_name: crate_name.to_owned(),
        })
    }

    /// The statement that writes the note into the comment of a schema, beside what others have
    /// written there.
    pub(super) fn statement(&self, schema: &str, comment: Option<&str>) -> String {
        let mut line = format!("{START}{}", self.plugin);
        for (word, name) in [(CRATE, &self.crate_name), (PROGRAM, &self.program)] {
            if let Some(name) = name {
                line.push_str(&format!("; {word}{name}"));
            }
        }
        if let Some(id) = self.moved_to {
            line.push_str(&format!("; {MOVED}{id}"));
        }
        let others = comment.unwrap_or_default().lines();
        for other in others.filter(|line| !line.starts_with(START)) {
            line.push('\n');
            line.push_str(other);
        }
        format!("COMMENT ON SCHEMA {} IS {}", quoted(schema), literal(&line))
    }
}

/// Whether a name can stand in a note: letters, digits, `-`, `_` and `.`.
pub(crate) fn is_plain(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    !name.is_empty() && name.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use schema_iso::plugin::PluginMetadata;

    use super::*;

    const SHOP: PluginId = PluginId::literal("shop");

    fn note() -> Note {
        let mut settings = Settings::new(String::new());
        settings.program = Some("market".to_owned());
        let plan = Plan::of(&PluginMetadata::new(SHOP, "market-shop", "0"));
        Note::wanted(&plan, &settings, None)
    }

    #[test]
    fn the_crate_that_made_a_schema_stays_until_the_schema_is_renamed() {
        let settings = Settings::new(String::new());
        let plan = Plan::of(&PluginMetadata::new(SHOP, "acme-shop", "0"));
        let wanted = Note::wanted(&plan, &settings, Some(note()));
        assert_eq!(wanted, note());
        let plugin = PluginId::literal("stall");
        let renamed = Note::wanted(&plan, &settings, Some(Note { plugin, ..note() }));
        assert_eq!(renamed.crate_name.as_deref(), Some("acme-shop"));
        assert_eq!(renamed.program.as_deref(), Some("market"));
    }

    #[test]
    fn what_is_written_is_read() {
        let mark = note().of_mark(PluginId::literal("old"));
        for note in [note(), mark] {
            let statement = note.statement(
                "plugin_shop",
                Some("ours\nschema-iso: plugin x\nsince 2020"),
            );
            let comment = statement.split("E'").nth(1).unwrap().trim_end_matches('\'');
            assert_eq!(Note::read(comment), Some(note));
            assert!(comment.ends_with("\nours\nsince 2020"), "{comment}");
        }
        assert_eq!(Note::read("The orders of the shop."), None);
    }

    #[test]
    fn a_name_that_would_not_be_read_is_not_written() {
        let plan = Plan::of(&PluginMetadata::new(SHOP, "(a; moved to b)", "0"));
        let note = Note::wanted(&plan, &Settings::new(String::new()), None);
        assert_eq!(note.crate_name, None);
    }
}

//! The texts of the migrations that the steps make.

use super::change::{Change, Phase};

/// A migration that is not written yet.
///
/// ```no_run
/// # fn show(migration: &cargo_schema_iso::generate::NewMigration) {
/// println!("-- {}\n{}", migration.name, migration.up);
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMigration {
    /// The name of the directory, which begins with the version once it has one.
    pub name: String,
    /// The text of `up.sql`.
    pub up: String,
    /// The text of `down.sql`.
    pub down: String,
    /// Whether it runs in a transaction.
    pub run_in_transaction: bool,
}

/// How long a line of a comment may be.
const LINE: usize = 100;

/// Makes migrations of steps; the names have no versions yet.
pub(super) fn migrations(changes: &[Change], asked: Option<&str>) -> Vec<NewMigration> {
    let mut groups: Vec<(Phase, Vec<&Change>)> = Vec::new();
    let phases = [
        Phase::Renames,
        Phase::Labels,
        Phase::Main,
        Phase::Index,
        Phase::Constraints,
        Phase::Validation,
    ];
    for phase in phases {
        let of_phase = changes.iter().filter(|change| change.phase == phase);
        if phase == Phase::Index {
            groups.extend(of_phase.map(|change| (phase, vec![change])));
        } else {
            let of_phase: Vec<&Change> = of_phase.collect();
            if !of_phase.is_empty() {
                groups.push((phase, of_phase));
            }
        }
    }
    let base = asked.map_or_else(|| usual_name(changes), str::to_owned);
    let alone = groups.len() == 1;
    groups
        .into_iter()
        .map(|(phase, of_phase)| NewMigration {
            name: match phase {
                _ if alone => base.clone(),
                Phase::Renames => format!("{base}_rename"),
                Phase::Labels => format!("{base}_labels"),
                Phase::Main => base.clone(),
                Phase::Index => format!("{base}_{}", of_phase[0].about),
                Phase::Constraints => format!("{base}_constraints"),
                Phase::Validation => format!("{base}_validate"),
            },
            up: up(&of_phase),
            down: down(&of_phase),
            run_in_transaction: phase != Phase::Index,
        })
        .collect()
}

/// A name for steps that the author gave none.
fn usual_name(changes: &[Change]) -> String {
    let named: Vec<&Change> = changes.iter().filter(|it| !it.about.is_empty()).collect();
    let creates = |change: &&Change| change.up.contains("CREATE TABLE");
    let mut abouts: Vec<&str> = named.iter().map(|it| it.about.as_str()).collect();
    abouts.dedup();
    match (named.first(), abouts.as_slice()) {
        (Some(change), [about]) if change.up.starts_with("DROP TABLE") => format!("drop_{about}"),
        (Some(change), [about]) if creates(change) => format!("create_{about}"),
        (Some(_), [about]) => format!("change_{about}"),
        _ if !named.is_empty() && named.iter().all(creates) => "create_tables".to_owned(),
        _ => "follow_the_declarations".to_owned(),
    }
}

fn up(changes: &[&Change]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut last_note: Option<&str> = None;
    for change in changes.iter().filter(|change| !change.up.is_empty()) {
        let note = change.note.as_deref();
        let comment = match note {
            Some(note) if last_note != Some(note) => comment(note),
            _ => String::new(),
        };
        last_note = note;
        parts.push(format!("{comment}{}", change.up));
    }
    joined(&parts)
}

fn down(changes: &[&Change]) -> String {
    let back = changes.iter().rev().map(|change| change.down.clone());
    joined(&back.filter(|text| !text.is_empty()).collect::<Vec<_>>())
}

/// Statements of several lines stand apart; short ones below each other.
fn joined(parts: &[String]) -> String {
    let mut text = String::new();
    let mut last_is_long = false;
    for (at, part) in parts.iter().enumerate() {
        let is_long = part.contains('\n');
        if at > 0 && (is_long || last_is_long) {
            text.push('\n');
        }
        text += part;
        text.push('\n');
        last_is_long = is_long;
    }
    text
}

fn comment(note: &str) -> String {
    let mut lines = vec!["--".to_owned()];
    for word in note.split_whitespace() {
        let line = lines.last_mut().expect("there is a first line");
        if line.chars().count() + 1 + word.chars().count() > LINE {
            lines.push(format!("-- {word}"));
        } else {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.join("\n") + "\n"
}

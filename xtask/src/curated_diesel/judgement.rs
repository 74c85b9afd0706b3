//! Compares the names that can be reached with the lists.

use std::collections::{BTreeMap, BTreeSet};

use super::lists::{Lists, Reason, Reasons, reason_for};
use super::reachable::{Reachable, hidden};
use super::resolve::{CURATED, Crates, DERIVES, DIESEL, Origin, QUERY};
use super::source::{Kind, ModulePath};

/// The modules of Diesel whose every name is judged. The root has no name.
pub(super) const JUDGED: [&str; 3] = ["", "prelude", "dsl"];

/// The crates that a plugin may see names of, under their names.
const OURS: [&str; 4] = [CURATED, QUERY, "schema_iso", "schema_iso_derive"];

/// The module of placeholders, which are ours and say that a name is withheld.
const PLACEHOLDERS: &str = "withheld";

/// The crate of the placeholders that are macros.
const OUR_DERIVES: &str = "schema_iso_derive";

/// What became of a name of Diesel's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    Kept,
    Replaced(String),
    Withheld(String),
}

/// Everything that the page says.
#[derive(Debug)]
pub(super) struct Judgement {
    /// By module of [`JUDGED`], Diesel's names.
    pub(super) fates: BTreeMap<&'static str, BTreeMap<String, Fate>>,
    /// By module, the names that stand there without being Diesel's there.
    pub(super) additions: BTreeMap<String, BTreeSet<String>>,
    /// By argument, in the order of the list, the traits of Diesel that a plugin can implement.
    pub(super) traits: Vec<(String, BTreeSet<String>)>,
    /// Definitions that are nowhere.
    pub(super) forbidden: BTreeSet<String>,
    /// Macros that are nowhere.
    pub(super) forbidden_macros: BTreeSet<String>,
    /// Names of ours that say no more than that Diesel's are withheld.
    pub(super) placeholders: BTreeSet<String>,
}

impl Judgement {
    /// Judges every name.
    ///
    /// # Errors
    ///
    /// All disagreements between lists and crates.
    pub(super) fn of(crates: &Crates, lists: &Lists) -> Result<Self, Vec<String>> {
        let reachable = Reachable::of(crates);
        let mut wrong = Vec::from_iter(hidden(crates, &reachable));
        compare_exports(&reachable, lists, &mut wrong);
        find_forbidden(crates, &reachable, &lists.reasons, &mut wrong);
        compare_placeholders(&reachable, &lists.reasons.placeholders, &mut wrong);
        let fates = fates(crates, &reachable, lists, &mut wrong);
        let traits = traits(&reachable, lists, &mut wrong);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Self {
            additions: additions(crates, lists),
            fates,
            traits,
            forbidden: lists.reasons.forbidden.clone(),
            forbidden_macros: lists.reasons.forbidden_macros.clone(),
            placeholders: lists.reasons.placeholders.clone(),
        })
    }
}

fn joined(path: &[String]) -> String {
    path.join("::")
}

/// Every name that a plugin can reach is on the list, and the other way round.
fn compare_exports(reachable: &Reachable, lists: &Lists, wrong: &mut Vec<String>) {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, _) in reachable.iter() {
        if let Some((name, module)) = path.split_last() {
            found
                .entry(joined(module))
                .or_default()
                .insert(name.clone());
        }
    }
    let modules: BTreeSet<&String> = found.keys().chain(lists.exports.keys()).collect();
    let none = BTreeSet::new();
    for module in modules {
        let found = found.get(module).unwrap_or(&none);
        let listed = lists.exports.get(module).unwrap_or(&none);
        for name in found.difference(listed) {
            wrong.push(format!(
                "`{module}::{name}` is exported and not in `exports.toml`"
            ));
        }
        for name in listed.difference(found) {
            wrong.push(format!(
                "`{module}::{name}` is in `exports.toml` and not exported"
            ));
        }
    }
}

/// No forbidden name is reachable, whatever it is called here.
fn find_forbidden(
    crates: &Crates,
    reachable: &Reachable,
    reasons: &Reasons,
    wrong: &mut Vec<String>,
) {
    for (path, origin) in reachable.iter() {
        let forbidden = match origin.krate.as_str() {
            DIESEL => &reasons.forbidden,
            DERIVES => &reasons.forbidden_macros,
            _ => continue,
        };
        if forbidden.contains(&origin.name) {
            let (path, name) = (joined(path), &origin.name);
            wrong.push(format!("`{path}` is Diesel's `{name}`, which is forbidden"));
        }
    }
    let Some(diesel) = crates.source(DIESEL) else {
        return;
    };
    let gone = reasons
        .forbidden
        .iter()
        .filter(|name| !diesel.defines(name));
    let macros = reasons.forbidden_macros.iter();
    for name in gone.chain(macros.filter(|name| !diesel.imports_from(DERIVES, name))) {
        wrong.push(format!(
            "`{name}` is forbidden, and Diesel has nothing of that name"
        ));
    }
}

/// Whether it is a placeholder of ours.
fn is_placeholder(origin: &Origin, listed: &BTreeSet<String>) -> bool {
    let mut module = origin.module.iter().filter(|segment| *segment != "crate");
    match origin.krate.as_str() {
        QUERY => {
            module.next().is_some_and(|it| it == PLACEHOLDERS)
                || origin.kind == Kind::Module && listed.contains(&origin.name)
        }
        OUR_DERIVES => listed.contains(&origin.name),
        _ => false,
    }
}

/// Every placeholder is on the list, and what is on the list is a placeholder wherever it stands.
fn compare_placeholders(reachable: &Reachable, listed: &BTreeSet<String>, wrong: &mut Vec<String>) {
    let mut found = BTreeSet::new();
    for (path, origin) in reachable.iter() {
        let name = path.last().map_or("", String::as_str);
        let place = joined(path);
        match (is_placeholder(origin, listed), listed.contains(name)) {
            (true, true) => {
                found.insert(name);
            }
            (true, false) => wrong.push(format!(
                "`{place}` is a placeholder and not in `reasons.toml`, under `placeholders`"
            )),
            (false, true) => wrong.push(format!(
                "`{place}` is on the list of placeholders and hands out something"
            )),
            (false, false) => {}
        }
    }
    for name in listed.iter().filter(|name| !found.contains(name.as_str())) {
        wrong.push(format!("the placeholder `{name}` is not exported"));
    }
}

fn fates(
    crates: &Crates,
    reachable: &Reachable,
    lists: &Lists,
    wrong: &mut Vec<String>,
) -> BTreeMap<&'static str, BTreeMap<String, Fate>> {
    let mut all = BTreeMap::new();
    let mut used = BTreeSet::new();
    for module in JUDGED {
        let path = segments(module);
        let mut fates = BTreeMap::new();
        for name in crates.public_names(DIESEL, &path).into_keys() {
            let mut here = path.clone();
            here.push(name.clone());
            match fate(reachable.get(&here), lists, &name) {
                Ok((fate, reason)) => {
                    used.extend(reason);
                    fates.insert(name, fate);
                }
                Err(why) => wrong.push(format!("Diesel's `{}` {why}", joined(&here))),
            }
        }
        all.insert(module, fates);
    }
    for (list, reasons) in [
        ("withheld", &lists.reasons.withheld),
        ("replaced", &lists.reasons.replaced),
    ] {
        for name in reasons.iter().flat_map(|reason| &reason.names) {
            if !used.contains(&(list, name.clone())) {
                wrong.push(format!(
                    "`{name}` is {list} in `reasons.toml`, and no such name is"
                ));
            }
        }
    }
    all
}

type Used = Option<(&'static str, String)>;

fn fate(
    origins: Option<&BTreeSet<Origin>>,
    lists: &Lists,
    name: &str,
) -> Result<(Fate, Used), &'static str> {
    let origins = origins.filter(|_| !lists.reasons.placeholders.contains(name));
    let Some(origins) = origins else {
        let reason = reason_for(&lists.reasons.withheld, name)
            .ok_or("is not exported; say why in `reasons.toml`, under `withheld`")?;
        return Ok((
            Fate::Withheld(reason.to_owned()),
            Some(("withheld", name.to_owned())),
        ));
    };
    if !origins
        .iter()
        .any(|origin| OURS.contains(&origin.krate.as_str()))
    {
        return Ok((Fate::Kept, None));
    }
    let is_module = origins.iter().all(|origin| origin.kind == Kind::Module);
    match reason_for(&lists.reasons.replaced, name) {
        Some(reason) => Ok((
            Fate::Replaced(reason.to_owned()),
            Some(("replaced", name.to_owned())),
        )),
        // A module of ours with Diesel's name: its names are judged one by one.
        None if is_module => Ok((Fate::Kept, None)),
        None => Err("is something of ours; say why in `reasons.toml`, under `replaced`"),
    }
}

/// Every trait of Diesel's that a plugin can name has its argument.
fn traits(
    reachable: &Reachable,
    lists: &Lists,
    wrong: &mut Vec<String>,
) -> Vec<(String, BTreeSet<String>)> {
    let there: BTreeSet<&str> = reachable
        .iter()
        .filter(|(_, origin)| origin.kind == Kind::Trait && origin.krate == DIESEL)
        .map(|(_, origin)| origin.name.as_str())
        .collect();
    for name in &there {
        if reason_for(&lists.reasons.traits, name).is_none() {
            wrong.push(format!(
                "the trait `{name}` can be implemented by a plugin; say in `reasons.toml`, under \
                 `traits`, why that is harmless"
            ));
        }
    }
    let arguments = lists.reasons.traits.iter();
    arguments
        .map(|Reason { reason, names }| {
            for name in names.iter().filter(|name| !there.contains(name.as_str())) {
                wrong.push(format!(
                    "the trait `{name}` has an argument and is not exported"
                ));
            }
            (reason.clone(), names.clone())
        })
        .collect()
}

/// What stands where Diesel has nothing of the name.
fn additions(crates: &Crates, lists: &Lists) -> BTreeMap<String, BTreeSet<String>> {
    let mut additions = BTreeMap::new();
    for (module, names) in &lists.exports {
        if module.starts_with("__private") {
            continue;
        }
        let diesel = crates.public_names_at(DIESEL, &segments(module));
        let new = names
            .difference(&diesel)
            .filter(|name| *name != "__private");
        let new: BTreeSet<String> = new.cloned().collect();
        if !new.is_empty() {
            additions.insert(module.clone(), new);
        }
    }
    additions
}

fn segments(module: &str) -> ModulePath {
    let segments = module.split("::").filter(|segment| !segment.is_empty());
    segments.map(str::to_owned).collect()
}

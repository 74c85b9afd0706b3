//! The types in the signatures that a plugin can reach, against a list.
//!
//! `curated_diesel` judges what a plugin can *name*. A type can be handed over without a name, too:
//! by a method, a field, an associated type, an implementation. [`walk`] starts at the root of the
//! façade and takes down every type of another crate in every public signature; what is not on the
//! list is an error.

#[cfg(test)]
mod tests;
mod types;
mod walk;

use std::collections::BTreeSet;

use rustdoc_types::{Crate, ItemEnum, Visibility};
use serde::Deserialize;

use self::walk::{Mentions, Position, Walk, is_standard};
use crate::rustdoc::{DERIVES, Documented, FACADE};

/// The list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    /// What may be handed over.
    value: Vec<Allowed>,
    /// What may be part of a condition.
    bound: Vec<Allowed>,
    /// The macros that `diesel_derives` exports.
    derives: Vec<Allowed>,
}

/// One reason for some paths.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Allowed {
    /// For those who read the list.
    #[serde(rename = "reason")]
    _reason: String,
    names: BTreeSet<String>,
}

/// Everything that is in a signature without being on the list, or the other way round.
pub(crate) fn disagreements(documented: &Documented) -> Result<Vec<String>, toml::de::Error> {
    let lists: Lists = toml::from_str(include_str!("signatures.toml"))?;
    let ours = documented
        .ours()
        .map(|(name, krate)| (name.as_str(), krate));
    let mentions = Walk::from(&FACADE.replace('-', "_"), ours);
    let mut wrong = compare(&lists, &mentions);
    if let Some(derives) = documented.crates.get(DERIVES) {
        wrong.extend(compare_macros(&lists, &macros(derives)));
    }
    Ok(wrong)
}

fn compare(lists: &Lists, mentions: &Mentions) -> Vec<String> {
    let mut wrong = Vec::new();
    for (position, list, does) in [
        (Position::Value, &lists.value, "hands over"),
        (Position::Bound, &lists.bound, "asks for"),
    ] {
        let listed: BTreeSet<&String> = list.iter().flat_map(|it| &it.names).collect();
        let mut there = BTreeSet::new();
        for ((_, name), users) in mentions.iter().filter(|((at, _), _)| *at == position) {
            there.insert(name);
            if !is_standard(name) && !listed.contains(name) {
                let user = users.iter().next().map_or("", String::as_str);
                wrong.push(format!(
                    "`{user}` {does} `{name}`, which is not in `signatures.toml`"
                ));
            }
        }
        for name in listed.difference(&there) {
            wrong.push(format!(
                "nothing {does} `{name}`, which is in `signatures.toml`"
            ));
        }
    }
    wrong
}

/// The macros that a crate exports.
fn macros(krate: &Crate) -> BTreeSet<String> {
    krate
        .index
        .values()
        .filter(|item| item.crate_id == 0 && item.visibility == Visibility::Public)
        .filter(|item| matches!(item.inner, ItemEnum::ProcMacro(_)))
        .filter_map(|item| item.name.clone())
        .collect()
}

fn compare_macros(lists: &Lists, there: &BTreeSet<String>) -> Vec<String> {
    let listed: BTreeSet<String> = lists
        .derives
        .iter()
        .flat_map(|it| it.names.clone())
        .collect();
    let new = there.difference(&listed).map(|name| {
        format!(
            "`diesel_derives` exports the macro `{name}`; say in `signatures.toml`, under `derives`, \
             whether a plugin may use it and what it writes"
        )
    });
    let gone = listed.difference(there).map(|name| {
        format!("`{name}` is in `signatures.toml`, and `diesel_derives` has no macro of that name")
    });
    new.chain(gone).collect()
}

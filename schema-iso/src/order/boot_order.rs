//! `BootOrder`: the check of a set of plugins, and the order in which they boot.

use std::collections::HashMap;

use super::graph::Graph;
use super::{RegisterError, RegisterProblem};
use crate::id::PluginId;
use crate::plugin::PluginMetadata;

/// The order in which plugins boot: each after all that it depends on.
///
/// Plugins are named by their place in the registration. The order is that of
/// registration, except that a plugin which comes later than somebody who needs it
/// is moved to right before the first that does. It is found in linear time.
///
/// ```
/// use schema_iso::id::PluginId;
/// use schema_iso::order::BootOrder;
/// use schema_iso::plugin::PluginMetadata;
///
/// const AUTH: PluginId = PluginId::literal("auth");
/// let notes = PluginMetadata::new(PluginId::literal("notes"), "notes", "1.0.0")
///     .with_depends_on(&[AUTH]);
/// let auth = PluginMetadata::new(AUTH, "auth", "1.0.0");
///
/// let order = BootOrder::of(&[notes, auth])?;
/// assert_eq!(order.sequence(), [1, 0]);
/// assert_eq!(order.dependencies(0), [1]);
/// assert_eq!(order.dependents(1), [0]);
/// # Ok::<(), schema_iso::order::RegisterError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BootOrder {
    sequence: Vec<usize>,
    graph: Graph,
}

impl BootOrder {
    /// Checks plugins, given in the order of registration, and orders them.
    ///
    /// Two plugins share a schema only if they share their id (ISO-02), so the check
    /// of the ids covers the schemas.
    ///
    /// # Errors
    ///
    /// [`RegisterError`] lists every problem: an id that two plugins have; a table or
    /// type of another plugin; a previous id that is the plugin's own, is listed twice,
    /// belongs to a registered plugin or is listed by two plugins; a dependency that is
    /// not registered or is the plugin itself; and for each group of plugins in cycles a
    /// shortest cycle.
    pub fn of(plugins: &[PluginMetadata]) -> Result<Self, RegisterError> {
        let mut problems = Vec::new();
        let places = check_ids(plugins, &mut problems);
        check_definitions(plugins, &mut problems);
        check_previous_ids(plugins, &places, &mut problems);
        let graph = check_dependencies(plugins, &places, &mut problems);

        let components = graph.components();
        let mut cycles: Vec<Vec<usize>> = components
            .iter()
            .filter(|component| component.len() > 1)
            .map(|component| graph.shortest_cycle(component))
            .collect();
        cycles.sort_unstable();
        problems.extend(cycles.into_iter().map(|cycle| {
            let ids = cycle.iter().chain(cycle.first());
            RegisterProblem::Cycle {
                path: ids.map(|&place| plugins[place].id()).collect(),
            }
        }));

        RegisterError::check(problems)?;
        Ok(Self {
            sequence: components.into_iter().flatten().collect(),
            graph,
        })
    }

    /// The places of the plugins in the registration, in the order of the boot.
    #[must_use]
    pub fn sequence(&self) -> &[usize] {
        &self.sequence
    }

    /// How many plugins there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sequence.len()
    }

    /// Whether there are no plugins.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sequence.is_empty()
    }

    /// The places of the plugins that one depends on directly, sorted.
    ///
    /// # Panics
    ///
    /// If there is no plugin at the place.
    #[must_use]
    pub fn dependencies(&self, place: usize) -> &[usize] {
        &self.graph.dependencies[place]
    }

    /// The places of the plugins that depend on one directly, sorted.
    ///
    /// # Panics
    ///
    /// If there is no plugin at the place.
    #[must_use]
    pub fn dependents(&self, place: usize) -> &[usize] {
        &self.graph.dependents[place]
    }
}

type Places = HashMap<PluginId, usize>;

fn check_ids(plugins: &[PluginMetadata], problems: &mut Vec<RegisterProblem>) -> Places {
    let mut places = Places::with_capacity(plugins.len());
    for (place, plugin) in plugins.iter().enumerate() {
        let first = *places.entry(plugin.id()).or_insert(place);
        if first != place {
            problems.push(RegisterProblem::DuplicateId {
                plugin: plugin.id(),
                first_crate: plugins[first].crate_name(),
                second_crate: plugin.crate_name(),
            });
        }
    }
    places
}

fn check_definitions(plugins: &[PluginMetadata], problems: &mut Vec<RegisterProblem>) {
    for plugin in plugins {
        let tables = plugin.tables().iter().map(|t| (t.plugin(), t.name()));
        let types = plugin.types().iter().map(|t| (t.plugin(), t.name()));
        for (owner, name) in tables.chain(types) {
            if owner != plugin.id() {
                problems.push(RegisterProblem::ForeignDefinition {
                    plugin: plugin.id(),
                    name,
                    owner,
                });
            }
        }
    }
}

fn check_previous_ids(
    plugins: &[PluginMetadata],
    places: &Places,
    problems: &mut Vec<RegisterProblem>,
) {
    let mut claims: HashMap<PluginId, usize> = HashMap::new();
    for (place, metadata) in plugins.iter().enumerate() {
        let plugin = metadata.id();
        // A plugin that is registered twice is wrong already; its claims are not news.
        if places.get(&plugin) != Some(&place) {
            continue;
        }
        for &previous in metadata.previous_ids() {
            let first = *claims.entry(previous).or_insert(place);
            if previous == plugin {
                problems.push(RegisterProblem::PreviousIdOwn { plugin });
            } else if places.contains_key(&previous) {
                problems.push(RegisterProblem::PreviousIdRegistered { plugin, previous });
            }
            if first != place {
                problems.push(RegisterProblem::PreviousIdClaimedTwice {
                    previous,
                    first: plugins[first].id(),
                    second: plugin,
                });
            }
        }
        let mut sorted = metadata.previous_ids().to_vec();
        sorted.sort_unstable();
        for repeated in sorted.chunk_by(PluginId::eq).filter(|ids| ids.len() > 1) {
            let previous = repeated[0];
            problems.push(RegisterProblem::PreviousIdRepeated { plugin, previous });
        }
    }
}

fn check_dependencies(
    plugins: &[PluginMetadata],
    places: &Places,
    problems: &mut Vec<RegisterProblem>,
) -> Graph {
    let mut dependencies = vec![Vec::new(); plugins.len()];
    let mut missing: Vec<(PluginId, Vec<PluginId>)> = Vec::new();
    let mut missing_at: HashMap<PluginId, usize> = HashMap::new();
    for (place, metadata) in plugins.iter().enumerate() {
        let plugin = metadata.id();
        let mut depends_on_itself = false;
        for &dependency in metadata.depends_on() {
            if dependency == plugin {
                depends_on_itself = true;
            } else if let Some(&needed) = places.get(&dependency) {
                dependencies[place].push(needed);
            } else {
                let at = *missing_at.entry(dependency).or_insert(missing.len());
                if at == missing.len() {
                    missing.push((dependency, Vec::new()));
                }
                let needed_by = &mut missing[at].1;
                if needed_by.last() != Some(&plugin) {
                    needed_by.push(plugin);
                }
            }
        }
        if depends_on_itself && places.get(&plugin) == Some(&place) {
            problems.push(RegisterProblem::SelfDependency { plugin });
        }
    }
    problems.extend(missing.into_iter().map(|(dependency, needed_by)| {
        RegisterProblem::UnregisteredDependency {
            dependency,
            needed_by,
        }
    }));
    Graph::new(&dependencies)
}

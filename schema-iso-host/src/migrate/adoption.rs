//! `Adoption`: what is moved out of `public` into the schemas of the plugins.

use schema_iso::definition::{TableDefinition, TypeDefinition};
use schema_iso::id::PluginId;

use super::plan::Plan;

/// What is moved out of `public` into the schemas of the plugins that it belongs to.
///
/// Only what is named is moved, with what belongs to it: tables with their partitions, indexes,
/// constraints, statistics and the sequences that they own; ranges with their multiranges; and
/// views, sequences, types, domains, routines, operators and their classes, collations,
/// conversions, and what text search has. Moving twice is moving once.
///
/// It is one transaction for all plugins, before the first of them migrates. Nothing is moved if
/// a name matches nothing, or if something that is moved would need what stays in `public` or
/// goes to another plugin. What stays in `public` and used what has moved, such as a view or a role
/// that reads, is in the report: [`PluginReport::affected`](crate::PluginReport::affected).
///
/// Guide: [from `public` to plugins](https://github.com/schema-iso/schema-iso/blob/main/docs/guide/adopting.md).
///
/// ```
/// use schema_iso_host::{Adoption, Host, PluginId};
///
/// let adoption = Adoption::declared()
///     .with_objects(PluginId::literal("notes"), ["notes_by_day", "count_notes"])
///     .with_applied_versions(PluginId::literal("notes"));
/// let builder = Host::builder("postgres://localhost/app").adopt_from_public(adoption);
/// # drop(builder);
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Adoption {
    declared: bool,
    applied_versions: Vec<PluginId>,
    pub(super) staying: Vec<String>,
    objects: Vec<(PluginId, String)>,
    /// Names that several plugins declare.
    contested: Vec<&'static str>,
}

impl Adoption {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// All tables and types that the plugins declare.
    pub fn declared() -> Self {
        Self {
            declared: true,
            ..Self::default()
        }
    }

    /// Adds objects of a plugin by name, whatever they are.
    pub fn with_objects<N: Into<String>>(
        mut self,
        plugin: PluginId,
        names: impl IntoIterator<Item = N>,
    ) -> Self {
        let named = names.into_iter().map(|name| (plugin, name.into()));
        self.objects.extend(named);
        self
    }

    /// Takes over for a plugin what Diesel's tracker in `public` says about its migrations: those
    /// of its versions that the plugin embeds count as applied.
    ///
    /// Name the plugins whose migrations have run there and no others: Diesel's tracker knows
    /// versions alone, and the migration of another plugin with the same version would never run.
    pub fn with_applied_versions(mut self, plugin: PluginId) -> Self {
        self.applied_versions.push(plugin);
        self
    }

    /// Leaves objects and extensions in `public`, though something that moves needs them, such as
    /// a trigger function that the tables of several plugins share.
    pub fn leaving_in_public<N: Into<String>>(
        mut self,
        names: impl IntoIterator<Item = N>,
    ) -> Self {
        self.staying.extend(names.into_iter().map(Into::into));
        self
    }

    /// A plugin that the host names here and has not registered.
    pub(crate) fn unknown(&self, plans: &[Plan]) -> Option<PluginId> {
        let objects = self.objects.iter().map(|(plugin, _)| plugin);
        let mut named = objects.chain(&self.applied_versions);
        let known = |plugin: &PluginId| plans.iter().any(|plan| plan.id == *plugin);
        named.find(|plugin| !known(plugin)).copied()
    }

    /// Notes which names are declared by more than one plugin.
    pub(crate) fn compare(&mut self, plans: &[Plan]) {
        let mut names: Vec<&'static str> = plans.iter().flat_map(declared_names).collect();
        names.sort_unstable();
        let repeated = names.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
        self.contested = repeated.map(|same| same[0]).collect();
    }

    /// The names of the tables and types that the plugin declares, if those are to be moved.
    pub(super) fn declared_of(&self, plan: &Plan) -> Vec<&'static str> {
        let declared = declared_names(plan).filter(|_| self.declared);
        declared.collect()
    }

    /// The names that must be there.
    pub(super) fn explicit<'n>(&'n self, plan: &'n Plan) -> impl Iterator<Item = &'n str> {
        let explicit = self.objects.iter().filter(|(id, _)| *id == plan.id);
        explicit.map(|(_, name)| name.as_str())
    }

    /// Whether anything of a plugin may stand in `public`.
    pub(super) fn concerns(&self, plan: &Plan) -> bool {
        !self.declared_of(plan).is_empty()
            || self.explicit(plan).next().is_some()
            || self.takes_over(plan)
    }

    /// Whether what Diesel's tracker says of the plugin counts.
    pub(super) fn takes_over(&self, plan: &Plan) -> bool {
        self.applied_versions.contains(&plan.id)
    }

    pub(super) fn is_contested(&self, plan: &Plan, name: &str) -> bool {
        let explicit = |(id, object): &(PluginId, String)| *id == plan.id && object == name;
        self.contested.contains(&name) && !self.objects.iter().any(explicit)
    }
}

fn declared_names(plan: &Plan) -> impl Iterator<Item = &'static str> {
    let tables = plan.tables.iter().copied().map(TableDefinition::name);
    let types = plan.types.iter().copied().map(TypeDefinition::name);
    tables.chain(types)
}

//! The checks of `#[plugin]`.

use schema_iso::id::{PluginId, SharedSchemaName};
use schema_iso::rule::message::{
    missing_attribute, plugin_not_a_struct, plugin_not_at_root, second_plugin,
};
use schema_iso::rule::{Diagnostic, ISO_02, ISO_04, ISO_10};
use syn::{ItemStruct, LitStr, Path};

use super::migrations::{self, Embedded};
use super::parse::Input;
use crate::crate_root::CrateRoot;
use crate::errors::{CompileErrors, Errors};
use crate::manifest::{self, Tracked};

/// A plugin that has nothing wrong.
pub(super) struct Plugin {
    pub(super) item: ItemStruct,
    pub(super) id: PluginId,
    pub(super) previous_ids: Vec<PluginId>,
    pub(super) depends_on: Vec<Path>,
    pub(super) shared_schemas: Vec<SharedSchemaName>,
    pub(super) init: Option<proc_macro2::Span>,
    pub(super) concurrent_init: bool,
    pub(super) migrations: Embedded,
    /// The files beside the sources that the checks have read.
    pub(super) judged: Tracked,
}

pub(super) fn check(input: Input, root: &CrateRoot) -> Result<Plugin, CompileErrors> {
    let Input { item, errors, .. } = input;
    check_item(&item, root, &errors);
    if !input.has_id {
        let missing = missing_attribute("plugin", "id", "id = \"my-feature\"");
        errors.at(&item.ident, missing);
    }
    let id = input.id.as_ref().and_then(|id| plugin_id(id, &errors));
    let previous_ids = previous_ids(&input.previous_ids, id, &errors);
    for path in &input.depends_on {
        if path
            .segments
            .last()
            .is_some_and(|last| last.ident == item.ident)
            && (path.segments.len() == 1 || path.segments[0].ident == "crate")
        {
            let message = format!("the plugin `{}` depends on itself", item.ident);
            let help = "remove it from `depends_on`";
            errors.at(path, Diagnostic::new(&ISO_10, message).with_help(help));
        }
    }
    let shared_schemas = shared_schemas(&input.shared_schemas, &errors);
    let before = errors.len();
    let judged = manifest::check_plugin(root, &item.ident, &errors);
    if root.has_another_diesel && errors.len() == before && !errors.has_given_up() {
        errors.at(&item.ident, another_diesel());
    }
    let migrations = match (&input.migrations, id) {
        (Some(directory), Some(id)) => {
            migrations::read(directory, id, &previous_ids, &shared_schemas, root, &errors)
        }
        (None, _) => migrations::none(&item.ident, root),
        (Some(_), None) => Embedded::default(),
    };
    errors.finish()?;
    Ok(Plugin {
        item,
        id: id.expect("a missing id is an error"),
        previous_ids,
        depends_on: input.depends_on,
        shared_schemas,
        init: input.init,
        concurrent_init: input.concurrent_init,
        migrations,
        judged,
    })
}

fn check_item(item: &ItemStruct, root: &CrateRoot, errors: &Errors) {
    let name = item.ident.to_string();
    if !item.generics.params.is_empty() {
        errors.at(&item.ident, plugin_not_a_struct(&name));
    }
    // A second plugin inside a module gets one error, not two.
    if root.is_surely_elsewhere(&name, item.ident.span()) {
        errors.at(&item.ident, plugin_not_at_root(&name));
    } else if let Some(first) = root.first("plugin", &name) {
        errors.at(&item.ident, second_plugin(&root.crate_name(), &first));
    }
}

/// For a manifest that opens a second door knowingly, under the name of the first.
fn another_diesel() -> Diagnostic {
    Diagnostic::new(
        &ISO_04,
        "a dependency has the name `diesel`, which is the curated Diesel's",
    )
    .with_help(
        "rename it in the manifest: `raw-diesel = { package = \"diesel\", version = \"…\" }`",
    )
}

fn plugin_id(literal: &LitStr, errors: &Errors) -> Option<PluginId> {
    let id = PluginId::new(&literal.value());
    if let Err(error) = &id {
        errors.at(literal, Diagnostic::from(error));
    }
    id.ok()
}

fn previous_ids(literals: &[LitStr], own: Option<PluginId>, errors: &Errors) -> Vec<PluginId> {
    let mut ids = Vec::new();
    for literal in literals {
        let Some(id) = plugin_id(literal, errors) else {
            continue;
        };
        if Some(id) == own || ids.contains(&id) {
            let message = if Some(id) == own {
                format!("`{id}` is the id of the plugin, not a previous one")
            } else {
                format!("the previous id `{id}` is named twice")
            };
            let help = "remove it from `previous_ids`";
            errors.at(literal, Diagnostic::new(&ISO_02, message).with_help(help));
        } else {
            ids.push(id);
        }
    }
    ids
}

fn shared_schemas(literals: &[LitStr], errors: &Errors) -> Vec<SharedSchemaName> {
    let mut names = Vec::new();
    for literal in literals {
        match SharedSchemaName::new(&literal.value()) {
            Ok(name) => names.push(name),
            Err(error) => errors.at(literal, Diagnostic::from(&error)),
        }
    }
    names
}

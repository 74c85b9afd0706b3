//! `cargo schema-iso generate`.

use std::error::Error;
use std::process::ExitCode;

use cargo_schema_iso::arguments::Generate;
use cargo_schema_iso::generate::{
    GenerateError, Proposal, Request, Workbench, differences, propose,
};
use cargo_schema_iso::plugins::{Plugin, PluginsError, Workspace, learn};
use serde_json::json;

use crate::messages::Messages;
use crate::{DIFFERS, FAILED, UNDECIDED};

pub(crate) fn run(arguments: &Generate, messages: &Messages) -> ExitCode {
    match generate(arguments, messages) {
        Ok(false) => ExitCode::SUCCESS,
        Ok(true) => ExitCode::from(DIFFERS),
        Err(error) => {
            messages.error(error.as_ref());
            let undecided = matches!(
                error.downcast_ref(),
                Some(GenerateError::DataLoss { .. } | GenerateError::NoValue { .. })
            );
            ExitCode::from(if undecided { UNDECIDED } else { FAILED })
        }
    }
}

/// Whether `--check` has found a difference.
fn generate(arguments: &Generate, messages: &Messages) -> Result<bool, Box<dyn Error>> {
    let workspace = Workspace::read(arguments.manifest_path.as_deref())?;
    let candidates = workspace.candidates(&arguments.package)?;
    let named = !arguments.package.is_empty();
    let plugins = learn(&workspace, &candidates, named, messages.quiet)?;
    let is_about_one = arguments.name.is_some()
        || arguments.allow_data_loss
        || !arguments.rename.is_empty()
        || !arguments.fill.is_empty();
    if is_about_one && plugins.len() > 1 {
        let plugins = plugins.into_iter().map(|it| it.candidate.package).collect();
        return Err(PluginsError::Several { plugins }.into());
    }
    messages.progress("Starting", "a throw-away PostgreSQL");
    let workbench = Workbench::start()?;
    let mut differs = false;
    for plugin in &plugins {
        if arguments.check {
            differs |= check(&workbench, plugin, messages)?;
        } else {
            write(&workbench, plugin, arguments, messages)?;
        }
    }
    Ok(differs)
}

fn request(arguments: &Generate, plugin: &Plugin) -> Request {
    let mut request = Request::default();
    request.name.clone_from(&arguments.name);
    request.renames.clone_from(&arguments.rename);
    request.allow_data_loss = arguments.allow_data_loss;
    request.fills = arguments.fill.iter().cloned().collect();
    request.kept = plugin.candidate.kept_tables();
    request
}

fn check(
    workbench: &Workbench,
    plugin: &Plugin,
    messages: &Messages,
) -> Result<bool, GenerateError> {
    let package = &plugin.candidate.package;
    messages.progress("Comparing", &format!("the migrations of `{package}`"));
    let request = Request {
        kept: plugin.candidate.kept_tables(),
        ..Request::default()
    };
    let found = differences(
        workbench,
        &plugin.declarations,
        &plugin.migrations(),
        &request,
    )?;
    if found.is_empty() {
        unchanged(plugin, messages);
    } else {
        let human = format!(
            "{package}: the declarations and the migrations differ; this is missing:\n\n{}\n\n\
             `cargo schema-iso generate -p {package}` writes it",
            found.join("\n\n")
        );
        let value = json!({"reason": "differs", "package": package, "statements": found});
        messages.result(&human, &value);
    }
    Ok(!found.is_empty())
}

fn unchanged(plugin: &Plugin, messages: &Messages) {
    let package = &plugin.candidate.package;
    let human = format!("{package}: nothing to do, the migrations make what is declared");
    messages.result(&human, &json!({"reason": "unchanged", "package": package}));
}

fn write(
    workbench: &Workbench,
    plugin: &Plugin,
    arguments: &Generate,
    messages: &Messages,
) -> Result<(), GenerateError> {
    let package = &plugin.candidate.package;
    messages.progress("Comparing", &format!("the migrations of `{package}`"));
    let proposal = decided(workbench, plugin, request(arguments, plugin), messages)?;
    if proposal.migrations().is_empty() {
        unchanged(plugin, messages);
        return Ok(());
    }
    let losses = proposal.losses().to_vec();
    let written = proposal.write()?;
    let paths: Vec<String> = written.iter().map(|it| it.display().to_string()).collect();
    let mut human = format!(
        "{package}: written, and proven up, down and up again:\n  {}",
        paths.join("\n  ")
    );
    for loss in &losses {
        human += &format!("\nthis loses {loss}");
    }
    if plugin.declarations.migrations.is_empty() {
        human += "\nthe plugin has had no migrations: see that its attribute says `#[plugin(…, migrations = \"migrations\")]`";
    }
    let value =
        json!({"reason": "written", "package": package, "migrations": paths, "losses": losses});
    messages.result(&human, &value);
    Ok(())
}

/// Asks at a terminal whether what seems to be lost was renamed.
fn decided(
    workbench: &Workbench,
    plugin: &Plugin,
    mut request: Request,
    messages: &Messages,
) -> Result<Proposal, GenerateError> {
    let mut denied: Vec<String> = Vec::new();
    loop {
        let directory = plugin.migrations();
        let error = match propose(workbench, &plugin.declarations, &directory, &request) {
            Ok(proposal) => return Ok(proposal),
            Err(error) => error,
        };
        let (GenerateError::DataLoss { renames, .. } | GenerateError::NoValue { renames, .. }) =
            &error
        else {
            return Err(error);
        };
        let open = renames.iter().find(|it| !denied.contains(it));
        let Some(candidate) = open.filter(|_| messages.can_ask()) else {
            return Err(error);
        };
        let (old, new) = candidate.split_once(':').unwrap_or_default();
        if messages.ask(&format!("Was `{old}` renamed to `{new}`?")) {
            request.renames.push(candidate.clone());
        } else {
            denied.push(candidate.clone());
        }
    }
}

//! Direct dependencies on a driver.

use toml::de::{DeTable, DeValue};

use super::document::{Declared, declared, line_of, package_at, parse, table_at, text_at};
use super::driver::normalized;
use super::{
    ALLOWANCE_KEY, Allowance, DependencyKind, Driver, ManifestError, ManifestReport, SecondDoor,
    ShippedDependency,
};

/// Finds every direct dependency of a plugin crate on a driver (ISO-04).
///
/// It looks at dependencies of every kind and for every target. The `workspace` is
/// the text of the workspace's root manifest, which says what an inherited
/// dependency is; it may be left out when `manifest` is that root itself or
/// inherits nothing.
///
/// # Errors
///
/// [`ManifestError`] when a text is no TOML, the manifest names no package, an
/// inherited dependency is not found, or an exception is not a table or gives no
/// reason.
///
/// ```
/// use schema_iso::manifest::check_manifest;
///
/// let plugin = "[package]\nname = \"notes\"\n[dependencies]\ndb.workspace = true";
/// let workspace = "[workspace.dependencies]\ndb = { package = \"sqlx\", version = \"0.9\" }";
///
/// let report = check_manifest(plugin, Some(workspace))?;
/// assert_eq!(report.second_doors()[0].package(), "sqlx");
/// assert!(check_manifest(plugin, None).is_err());
/// # Ok::<(), schema_iso::manifest::ManifestError>(())
/// ```
pub fn check_manifest(
    manifest: &str,
    workspace: Option<&str>,
) -> Result<ManifestReport, ManifestError> {
    let document =
        parse(manifest).map_err(|(line, source)| ManifestError::Syntax { line, source })?;
    let document = document.get_ref();
    let workspace = workspace
        .map(parse)
        .transpose()
        .map_err(|(line, source)| ManifestError::WorkspaceSyntax { line, source })?;
    let workspace = workspace.as_ref().map_or(document, |root| root.get_ref());
    let inheritable = table_at(workspace, &["workspace", "dependencies"]);
    let version = version(document, workspace);

    let package = package_at(document)
        .and_then(|package| text_at(package, "name"))
        .ok_or(ManifestError::PackageMissing)?;
    let mut allowances = allowances(manifest, document)?;
    let mut second_doors = Vec::new();
    let mut shipped = Vec::new();

    for dependency in declared(document) {
        let line = line_of(manifest, dependency.span.start);
        let Named {
            package: real_name,
            path,
            inherited,
        } = named(&dependency, inheritable, line)?;
        let kind = kind_of(dependency.table_kind);
        if kind != DependencyKind::Development {
            let flag = |key| dependency.value.as_table()?.get(key)?.get_ref().as_bool();
            shipped.push(ShippedDependency {
                key: dependency.key.to_owned(),
                package: real_name.to_owned(),
                table: dependency.table.clone(),
                line,
                path: path.map(str::to_owned),
                inherited,
                optional: flag("optional").unwrap_or_default(),
            });
        }
        let Some(driver) = Driver::find(real_name) else {
            continue;
        };
        let allowance = allowances
            .iter_mut()
            .find(|allowance| normalized(&allowance.package) == normalized(driver.name()));
        if let Some(allowance) = allowance {
            allowance.used = true;
            continue;
        }
        second_doors.push(SecondDoor {
            plugin_package: package.to_owned(),
            key: dependency.key.to_owned(),
            package: real_name.to_owned(),
            table: dependency.table,
            kind,
            inherited,
            line,
            driver,
        });
    }

    Ok(ManifestReport {
        package: package.to_owned(),
        version,
        second_doors,
        allowances,
        shipped,
    })
}

fn kind_of(table_kind: &str) -> DependencyKind {
    match table_kind {
        "dependencies" => DependencyKind::Normal,
        "build-dependencies" | "build_dependencies" => DependencyKind::Build,
        _ => DependencyKind::Development,
    }
}

/// The version of the package; None if its workspace should state it and does not.
fn version(document: &DeTable<'_>, workspace: &DeTable<'_>) -> Option<String> {
    let version = package_at(document)?.get("version").map(|it| it.get_ref());
    let text = match version {
        // As Cargo has it, for packages that are not published.
        None => "0.0.0",
        Some(DeValue::String(version)) => version,
        Some(_) => text_at(table_at(workspace, &["workspace", "package"])?, "version")?,
    };
    Some(text.to_owned())
}

/// The package behind a name.
struct Named<'doc> {
    package: &'doc str,
    path: Option<&'doc str>,
    /// The workspace names it.
    inherited: bool,
}

fn named<'doc>(
    dependency: &Declared<'doc, '_>,
    inheritable: Option<&'doc DeTable<'_>>,
    line: usize,
) -> Result<Named<'doc>, ManifestError> {
    let own = dependency.value.as_table();
    let inherited = own
        .and_then(|table| table.get("workspace")?.get_ref().as_bool())
        .unwrap_or_default();
    let table = if inherited {
        inheritable
            .and_then(|table| table.get(dependency.key))
            .ok_or_else(|| ManifestError::UnresolvedInheritance {
                key: dependency.key.to_owned(),
                line,
            })?
            .get_ref()
            .as_table()
    } else {
        own
    };
    let package = table.and_then(|table| text_at(table, "package"));
    Ok(Named {
        package: package.unwrap_or(dependency.key),
        path: table.and_then(|table| text_at(table, "path")),
        inherited,
    })
}

fn allowances(manifest: &str, document: &DeTable<'_>) -> Result<Vec<Allowance>, ManifestError> {
    let package = package_at(document);
    let ours = package.and_then(|package| table_at(package, &["metadata", "schema-iso"]));
    let Some((key, value)) = ours.and_then(|table| table.get_key_value(ALLOWANCE_KEY)) else {
        return Ok(Vec::new());
    };
    let DeValue::Table(table) = value.get_ref() else {
        let line = line_of(manifest, key.span().start);
        return Err(ManifestError::MalformedAllowance { line });
    };
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(package, _)| package.span().start);
    let mut allowances = Vec::new();
    for (package, reason) in entries {
        let line = line_of(manifest, package.span().start);
        let package = package.get_ref().clone().into_owned();
        let reason = reason
            .get_ref()
            .as_str()
            .ok_or(ManifestError::MalformedAllowance { line })?
            .trim();
        if reason.is_empty() {
            return Err(ManifestError::ReasonMissing { package, line });
        }
        allowances.push(Allowance {
            package,
            reason: reason.to_owned(),
            line,
            used: false,
        });
    }
    Ok(allowances)
}

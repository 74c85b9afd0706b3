//! The check of the crate's manifest and lock file (ISO-04).

mod lock_files;
mod members;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::Ident;
use schema_iso::manifest::{
    CURATED_CRATE, DriverPath, HOST_CRATES, LockfileQuery, ManifestError, ManifestReport,
    WorkspaceLinks, check_manifest,
};
use schema_iso::rule::{Diagnostic, ISO_04};

use self::lock_files::{LockFile, Places};
use crate::crate_root::{CrateRoot, is_beside_the_macros};
use crate::errors::Errors;

/// Files that were read, relative to the manifest's directory.
pub(super) type Tracked = Vec<String>;

/// The version of Schema Iso; its packages move together.
const RELEASE: &str = env!("CARGO_PKG_VERSION");

/// Reports the doors that manifest and lock file open, at the name of the plugin.
pub(super) fn check(root: &CrateRoot, plugin: &Ident, errors: &Errors) -> Tracked {
    // The tests and examples of the curated Diesel and of the host: they need Diesel.
    if root.is_of_this_project {
        return Tracked::new();
    }
    let Some(directory) = &root.directory else {
        let message = "the manifest of the crate is not known";
        let help = "build with Cargo, or set `CARGO_MANIFEST_DIR`";
        errors.at(plugin, Diagnostic::new(&ISO_04, message).with_help(help));
        return Tracked::new();
    };
    let mut tracked = vec!["Cargo.toml".to_owned()];
    match Check::of(root, directory) {
        Ok(check) => {
            let (findings, files) = check.run();
            tracked.extend(files);
            tracked.sort_unstable();
            tracked.dedup();
            for finding in findings {
                errors.at(plugin, finding);
            }
        }
        Err(error) => errors.at(plugin, error),
    }
    tracked
}

/// The check of one crate.
struct Check<'a> {
    root: &'a CrateRoot,
    directory: &'a Path,
    manifest: String,
    places: Places,
}

/// What one lock file shows.
struct Judged {
    doors: Vec<Diagnostic>,
    paths: Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    fn of(root: &'a CrateRoot, directory: &'a Path) -> Result<Self, Diagnostic> {
        let manifest = fs::read_to_string(directory.join("Cargo.toml")).map_err(|error| {
            let message = format!("the manifest of the crate cannot be read: {error}");
            Diagnostic::new(&ISO_04, message).with_help("make `Cargo.toml` readable")
        })?;
        let links = WorkspaceLinks::read(&manifest).map_err(|error| Diagnostic::from(&error))?;
        Ok(Self {
            root,
            directory,
            places: Places::of(directory, &links),
            manifest,
        })
    }

    /// The findings, and the files that they depend on.
    ///
    /// Which lock file Cargo uses, it does not say. So all that may be it are judged: one
    /// that is not in use, say that of a decoy, can hide nothing that the other one shows.
    fn run(&self) -> (Vec<Diagnostic>, Tracked) {
        let mut doors = Vec::new();
        let mut findings = Vec::new();
        let mut tracked = Tracked::new();
        let mut failures = Vec::new();
        let mut is_judged = false;
        for lock_file in &self.places.lock_files {
            match self.judge(lock_file) {
                Ok(judged) => {
                    is_judged = true;
                    let roots = lock_file.root.iter();
                    let manifests = roots.map(|root| root.join("Cargo.toml"));
                    let files = manifests.chain([lock_file.path.clone()]);
                    tracked
                        .extend(files.filter_map(|it| lock_files::relative(self.directory, &it)));
                    doors.extend(judged.doors);
                    findings.extend(judged.paths);
                }
                Err(error) => failures.push(error),
            }
        }
        doors.append(&mut findings);
        if !is_judged {
            doors.extend(self.without_lock_file(failures));
        }
        let mut seen = HashSet::new();
        doors.retain(|finding| seen.insert(finding.to_string()));
        (doors, tracked)
    }

    fn judge(&self, lock_file: &LockFile) -> Result<Judged, String> {
        let report = self
            .report(lock_file.root.as_deref())
            .map_err(|error| error.to_string())?;
        let text = fs::read_to_string(&lock_file.path).map_err(|error| error.to_string())?;
        let paths = self.driver_paths(&report, lock_file.root.as_deref(), &text)?;
        let doors = report.second_doors().iter();
        Ok(Judged {
            doors: doors.map(|door| door.diagnostic()).collect(),
            paths: paths.iter().map(|path| path.diagnostic(&report)).collect(),
        })
    }

    /// What the manifest says if its workspace has its root in a directory.
    fn report(&self, root: Option<&Path>) -> Result<ManifestReport, ManifestError> {
        let root = root.filter(|root| *root != self.directory);
        let workspace = root.and_then(|root| fs::read_to_string(root.join("Cargo.toml")).ok());
        check_manifest(&self.manifest, workspace.as_deref())
    }

    /// The drivers that come through other crates, and the crates for hosts.
    fn driver_paths(
        &self,
        report: &ManifestReport,
        root: Option<&Path>,
        lock_file: &str,
    ) -> Result<Vec<DriverPath>, String> {
        let (package, version) = (&self.root.package, &self.root.version);
        let required = report.shipped().iter().filter(|it| !it.is_optional());
        let shipped = report.shipped().iter().map(|it| it.package());
        let query = LockfileQuery::new(package, version, RELEASE)
            .with_required(required.map(|it| it.package()))
            .with_dependencies_of(package, version, shipped)
            .with_allowed(report.allowances().iter().map(|it| it.package()))
            .with_elsewhere(self.elsewhere(report, root));
        let paths = query.run(lock_file).map_err(|error| error.to_string())?;
        if !paths.iter().any(DriverPath::may_be_for_development) {
            return Ok(paths);
        }
        // Which dependencies other crates of the workspace ship, only their manifests say.
        let query =
            members::of(self.directory, report, root)
                .iter()
                .fold(query, |query, member| {
                    let shipped = member.shipped().iter().map(|it| it.package());
                    let version = member.version().unwrap_or_default();
                    query.with_dependencies_of(member.package(), version, shipped)
                });
        query.run(lock_file).map_err(|error| error.to_string())
    }

    /// The names of ours that packages from other places have.
    fn elsewhere(&self, report: &ManifestReport, root: Option<&Path>) -> Vec<&'static str> {
        let directories = |name: &str| -> Vec<PathBuf> {
            let by_path = members::paths(self.directory, report, root);
            let patched = root.map(members::patches).unwrap_or_default();
            let found = by_path.into_iter().chain(patched);
            found
                .filter(|(package, _)| package.replace('_', "-") == name)
                .map(|(_, directory)| directory)
                .collect()
        };
        let is_ours = |name| {
            directories(name)
                .iter()
                .any(|it| is_beside_the_macros(it, name))
        };
        let hosts = HOST_CRATES.iter().map(|host| host.name());
        // Of the crates for hosts, any that may be ours is ours; of the curated Diesel, only
        // the one that surely is.
        hosts
            .filter(|name| !directories(name).is_empty() && !is_ours(name))
            .chain((!is_ours(CURATED_CRATE)).then_some(CURATED_CRATE))
            .collect()
    }

    /// What the manifest alone shows; if it shows nothing, that this is not enough.
    fn without_lock_file(&self, mut failures: Vec<String>) -> Vec<Diagnostic> {
        let report = match self.report(self.places.root.as_deref()) {
            Ok(report) => report,
            Err(error) => return vec![Diagnostic::from(&error)],
        };
        let doors = report.second_doors().iter();
        let doors: Vec<_> = doors.map(|door| door.diagnostic()).collect();
        if !doors.is_empty() {
            return doors;
        }
        let package = &self.root.package;
        let message = format!(
            "there is no `Cargo.lock` that lists the plugin crate `{package}` with its \
             dependencies, so the crates behind them are not known"
        );
        let help = format!(
            "run `cargo generate-lockfile` beside the manifest of the workspace, or set the \
             environment variable `{}` to the lock file of the build",
            lock_files::SETTING
        );
        let diagnostic = Diagnostic::new(&ISO_04, message).with_help(help);
        failures.dedup();
        vec![
            failures
                .into_iter()
                .fold(diagnostic, |diagnostic, failure| {
                    diagnostic.with_note(format!("one was found, but {failure}"))
                }),
        ]
    }
}

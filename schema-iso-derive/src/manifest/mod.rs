//! The check of the crate's manifest and lock file (ISO-04).
//!
//! Every macro that declares something asks for it, so that a plugin that is written by hand is
//! checked, too. It runs once in a compilation.

mod compiled;
mod lock_files;
mod members;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use proc_macro2::{Ident, Span};
use schema_iso::manifest::{
    CURATED_CRATE, DriverPath, HOST_CRATES, LockfileError, LockfileQuery, ManifestError,
    ManifestReport, WorkspaceLinks, check_manifest,
};
use schema_iso::rule::{Diagnostic, ISO_04};

use self::lock_files::{LockFile, Places};
use crate::crate_root::{CrateRoot, is_beside_the_macros};
use crate::errors::Errors;

/// Files that were read, relative to the manifest's directory.
pub(crate) type Tracked = Vec<String>;

/// The version of Schema Iso; its packages move together.
const RELEASE: &str = env!("CARGO_PKG_VERSION");

/// Reports the doors that manifest and lock file open, at the name of the plugin.
pub(crate) fn check_plugin(root: &CrateRoot, plugin: &Ident, errors: &Errors) -> Tracked {
    let Known { found, is_reported } = known(root);
    if is_reported {
        errors.give_up();
    } else {
        for finding in found.findings {
            errors.at(plugin, finding);
        }
    }
    found.tracked
}

/// Reports them at another item, if no other macro of the crate has reported them.
pub(crate) fn check_item(root: &CrateRoot, item: Span, errors: &Errors) {
    // Where it is not known which compilation this is, `#[plugin]` reports them alone.
    if key(root).is_none() {
        return;
    }
    let Known { found, is_reported } = known(root);
    if !is_reported {
        for finding in found.findings {
            errors.at_span(item, finding);
        }
    }
}

/// What the check of a crate found.
#[derive(Debug, Clone, Default)]
struct Found {
    findings: Vec<String>,
    tracked: Tracked,
}

/// What was found, and whether a macro has reported it.
#[derive(Debug, Clone)]
struct Known {
    found: Found,
    is_reported: bool,
}

/// The crate of this compilation; unknown in tests of the macros and in editors.
fn key(root: &CrateRoot) -> Option<PathBuf> {
    root.file.clone().filter(|_| proc_macro::is_available())
}

/// Runs the check, or returns what it found before; who asks first reports it.
fn known(root: &CrateRoot) -> Known {
    static KNOWN: Mutex<Option<HashMap<PathBuf, Known>>> = Mutex::new(None);
    let run = || Known {
        found: find(root),
        is_reported: false,
    };
    let Some(key) = key(root) else {
        return run();
    };
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default().entry(key).or_insert_with(run);
    let answer = known.clone();
    known.is_reported = !known.found.findings.is_empty();
    answer
}

fn find(root: &CrateRoot) -> Found {
    // The tests and examples of the curated Diesel and of the host, which need Diesel, and the
    // examples of these macros, whose dependencies are no plugin's.
    if root.is_of_this_project || root.is_of_the_macros() {
        return Found::default();
    }
    let Some(directory) = &root.directory else {
        let message = "the manifest of the crate is not known";
        let help = "build with Cargo, or set `CARGO_MANIFEST_DIR`";
        let finding = Diagnostic::new(&ISO_04, message).with_help(help);
        return Found {
            findings: vec![finding.to_string()],
            tracked: Tracked::new(),
        };
    };
    let mut tracked = vec!["Cargo.toml".to_owned()];
    let findings = match Check::of(root, directory) {
        Ok(check) => {
            let (findings, files) = check.run();
            tracked.extend(files);
            tracked.sort_unstable();
            tracked.dedup();
            findings
        }
        Err(error) => vec![error],
    };
    Found {
        findings: findings.iter().map(Diagnostic::to_string).collect(),
        tracked,
    }
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
    findings: Vec<Diagnostic>,
    /// Why the lock file is not the one in use.
    failure: Option<String>,
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
    /// Cargo does not say which lock file it uses, so all candidates are judged: one
    /// that is not in use, say that of a decoy, can hide nothing that the other one shows.
    fn run(&self) -> (Vec<Diagnostic>, Tracked) {
        let mut findings = Vec::new();
        let mut tracked = Tracked::new();
        let mut failures = Vec::new();
        let mut is_judged = false;
        for lock_file in &self.places.lock_files {
            match self.judge(lock_file) {
                Ok(judged) => {
                    let roots = lock_file.root.iter();
                    let manifests = roots.map(|root| root.join("Cargo.toml"));
                    let files = manifests.chain([lock_file.path.clone()]);
                    let files = files.filter_map(|it| lock_files::relative(self.directory, &it));
                    tracked.extend(files);
                    findings.extend(judged.findings);
                    is_judged |= judged.failure.is_none();
                    failures.extend(judged.failure);
                }
                Err(failure) => failures.push(failure),
            }
        }
        tracked.sort_unstable();
        tracked.dedup();
        if !is_judged && findings.is_empty() {
            findings = self.without_lock_file(failures);
        }
        let mut seen = HashSet::new();
        findings.retain(|finding| seen.insert(finding.to_string()));
        (findings, tracked)
    }

    fn judge(&self, lock_file: &LockFile) -> Result<Judged, String> {
        let root = lock_file.root.as_deref();
        let report = self.report(root).map_err(|error| error.to_string())?;
        let text = fs::read_to_string(&lock_file.path).map_err(|error| error.to_string())?;
        let doors = report.second_doors().iter();
        let mut findings: Vec<_> = doors.map(|door| door.diagnostic()).collect();
        let required = report.shipped().iter().filter(|it| !it.is_optional());
        let required = required.map(|it| it.package());
        let query = self.query(&report, root);
        let mut failure = None;
        let found = match self.paths(query.clone().with_required(required), &report, root, &text) {
            // It is not in use, or the manifest is read in another way than Cargo reads it: what
            // it shows counts, and what it does not show does not.
            Err(error @ LockfileError::OutOfDate { .. }) => {
                failure = Some(error.to_string());
                self.paths(query, &report, root, &text)
            }
            found => found,
        };
        match found {
            Ok(paths) => findings.extend(paths.iter().map(|path| path.diagnostic(&report))),
            Err(error @ LockfileError::MacrosTwice { .. }) => {
                let help = "have one package of this name and version in the workspace";
                findings.push(Diagnostic::new(&ISO_04, error.to_string()).with_help(help));
            }
            Err(error) => return Err(error.to_string()),
        }
        Ok(Judged { findings, failure })
    }

    /// What the manifest says if its workspace has its root in a directory.
    fn report(&self, root: Option<&Path>) -> Result<ManifestReport, ManifestError> {
        let root = root.filter(|root| *root != self.directory);
        let workspace = root.and_then(|root| fs::read_to_string(root.join("Cargo.toml")).ok());
        check_manifest(&self.manifest, workspace.as_deref())
    }

    fn query(&self, report: &ManifestReport, root: Option<&Path>) -> LockfileQuery<'_> {
        let (package, version) = (&self.root.package, &self.root.version);
        let shipped = report.shipped().iter().map(|it| it.package());
        LockfileQuery::new(package, version, RELEASE)
            .with_dependencies_of(package, version, shipped)
            .with_allowed(report.allowances().iter().map(|it| it.package()))
            .with_elsewhere(self.elsewhere(report, root))
    }

    /// The drivers that come through other crates, and the crates for hosts.
    fn paths(
        &self,
        query: LockfileQuery<'_>,
        report: &ManifestReport,
        root: Option<&Path>,
        lock_file: &str,
    ) -> Result<Vec<DriverPath>, LockfileError> {
        let paths = query.run(lock_file)?;
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
        query.run(lock_file)
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
        // One that is in use may stand beside one that only a manifest names.
        let is_ours = |name| {
            let found = directories(name);
            !found.is_empty() && found.iter().all(|it| is_beside_the_macros(it, name))
        };
        let may_be_ours = |name| {
            let found = directories(name);
            found.is_empty() || found.iter().any(|it| is_beside_the_macros(it, name))
        };
        let curated_is_ours = is_ours(CURATED_CRATE) || compiled::is_ours();
        let hosts = HOST_CRATES.iter().map(|host| host.name());
        // Of the crates for hosts, any that may be ours is ours; of the curated Diesel, only
        // the one that surely is.
        hosts
            .filter(|name| !may_be_ours(name))
            .chain((!curated_is_ours).then_some(CURATED_CRATE))
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

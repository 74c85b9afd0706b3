//! The crate that is being compiled, and the state that its expansions share.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use proc_macro2::Span;
use schema_iso::manifest::{CURATED_CRATE, HOST_CRATES};
use schema_iso::rule::message::plugin_not_declared;
use syn::visit::Visit;
use syn::{Attribute, Item, ItemStruct};

use crate::errors::Errors;

/// The crate that is being compiled: its manifest and its first source file.
#[derive(Debug, Clone, Default)]
pub(crate) struct CrateRoot {
    /// The name in the manifest.
    pub(crate) package: String,
    pub(crate) version: String,
    /// The directory of the manifest.
    pub(crate) directory: Option<PathBuf>,
    /// The first source file, if the compiler's arguments contain one.
    pub(crate) file: Option<PathBuf>,
    /// Whether it is the curated Diesel or a crate for hosts, and not one that borrows its name.
    pub(crate) is_of_this_project: bool,
    /// Whether a dependency has the name `diesel`, which only the curated Diesel may have.
    pub(crate) has_another_diesel: bool,
}

impl CrateRoot {
    /// Reads the environment that Cargo sets, and the compiler's arguments.
    pub(crate) fn of_this_compilation() -> Self {
        let variable = |name| std::env::var(name).ok();
        let package = variable("CARGO_PKG_NAME").unwrap_or_default();
        let has_diesel = |argument: OsString| {
            let argument = argument.to_string_lossy();
            let named = argument.strip_prefix("--extern=").unwrap_or(&argument);
            named == "diesel" || named.starts_with("diesel=")
        };
        let directory = variable("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let is_of_this_project = directory
            .as_ref()
            .is_some_and(|directory| is_of_this_project(&package, directory));
        Self {
            // In that crate it is the real one; its examples and tests write the name themselves.
            has_another_diesel: !is_of_this_project && std::env::args_os().any(has_diesel),
            package,
            version: variable("CARGO_PKG_VERSION").unwrap_or_default(),
            directory,
            is_of_this_project,
            file: std::env::args_os()
                .skip(1)
                .map(PathBuf::from)
                .find(|path| path.extension().is_some_and(|it| it == "rs") && path.is_file()),
        }
    }

    /// The name in Rust code.
    pub(crate) fn crate_name(&self) -> String {
        self.package.replace('-', "_")
    }

    /// Whether the struct of a `#[plugin]` is certainly not at the crate root.
    ///
    /// If that is unknown, `crate::Name` in the expansion decides.
    pub(crate) fn is_surely_elsewhere(&self, name: &str, span: Span) -> bool {
        let Some(root) = &self.file else {
            return false;
        };
        let same = |file: PathBuf| match (file.canonicalize(), root.canonicalize()) {
            (Ok(file), Ok(root)) => file == root,
            _ => true,
        };
        let in_root_file = local_file(span).is_none_or(same);
        !in_root_file || Self::is_inside_an_item(root, name)
    }

    fn is_inside_an_item(root: &Path, name: &str) -> bool {
        let text = std::fs::read_to_string(root).unwrap_or_default();
        let Ok(file) = syn::parse_file(&text) else {
            return false;
        };
        let mut search = PluginSearch { name, found: false };
        search.visit_file(&file);
        search.found && !declares_plugin(&file.items, name)
    }

    /// Reports, once, that the crate has no plugin to which `item` could belong (ISO-01).
    ///
    /// If that is unknown, `crate::PluginOfThisCrate` in the expansion decides.
    pub(crate) fn expect_plugin(&self, item: &str, span: Span, errors: &Errors) {
        let Some(file) = &self.file else { return };
        if may_have_plugin(file) {
            // `#[plugin]` reports it; what refers to the curated Diesel would repeat it.
            if self.has_another_diesel {
                errors.give_up();
            }
            return;
        }
        errors.give_up();
        if self.first("item without a plugin", item).is_none() {
            errors.at_span(span, plugin_not_declared(item, &self.crate_name()));
        }
    }

    /// Records `name` as the crate's one `what`; returns the first name if it is another.
    ///
    /// A compiler process compiles one crate. An editor's server sees many versions of
    /// many crates, so nothing is recorded there.
    pub(crate) fn first(&self, what: &'static str, name: &str) -> Option<String> {
        static FIRST: Mutex<Option<HashMap<(PathBuf, &str), String>>> = Mutex::new(None);
        let key = (self.file.clone()?, what);
        let mut first = FIRST.lock().unwrap_or_else(PoisonError::into_inner);
        let first = first
            .get_or_insert_default()
            .entry(key)
            .or_insert_with(|| name.to_owned());
        (first != name).then(|| first.clone())
    }

    /// Records the module of a row's table, for errors about a row that is named instead.
    pub(crate) fn remember_row(&self, row: &str, module: &str) {
        if let Some(file) = self.file.clone() {
            let mut modules = MODULES.lock().unwrap_or_else(PoisonError::into_inner);
            let modules = modules.get_or_insert_default();
            modules.insert((file, row.to_owned()), module.to_owned());
        }
    }

    /// Whether the crate is an example of these macros' own documentation.
    pub(crate) fn is_of_the_macros(&self) -> bool {
        let name = env!("CARGO_PKG_NAME");
        let directory = self.directory.as_ref();
        self.package == name && directory.is_some_and(|it| is_beside_the_macros(it, name))
    }

    /// The module of a row's table, if its struct was expanded before.
    pub(crate) fn module_of_row(&self, row: &str) -> Option<String> {
        let key = (self.file.clone()?, row.to_owned());
        let modules = MODULES.lock().unwrap_or_else(PoisonError::into_inner);
        modules.as_ref()?.get(&key).cloned()
    }
}

/// Whether a package is one of ours that may use the real Diesel: by its name, which it
/// could borrow, and by its place, which it could not.
fn is_of_this_project(package: &str, directory: &Path) -> bool {
    let hosts = HOST_CRATES.iter().map(|host| host.name());
    let mut names = hosts.chain([CURATED_CRATE]);
    names.any(|name| name == package) && is_beside_the_macros(directory, package)
}

/// Whether a directory is that of our package of a name: beside the package of these macros,
/// in a checkout by its name, in a registry's sources by name and version.
pub(crate) fn is_beside_the_macros(directory: &Path, name: &str) -> bool {
    let macros = macros_directory(
        Path::new(file!()),
        Path::new(env!("CARGO_MANIFEST_DIR")),
        std::env::current_dir().ok().as_deref(),
        std::env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .as_deref(),
        output_directory(std::env::args_os()).as_deref(),
    );
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let versioned = concat!("-", env!("CARGO_PKG_VERSION"));
    let directory = real(directory);
    [name.to_owned(), format!("{name}{versioned}")]
        .iter()
        .any(|it| directory == real(&macros.with_file_name(it)))
}

/// The directory of the package of these macros, as far as this build is concerned.
///
/// Cargo compiles a member of a workspace in the directory of the workspace, by a path below
/// it. If the whole workspace is moved afterwards, or restored from a cache in another place,
/// Cargo takes what was compiled for up to date, with the directory that was compiled in
/// (`then`). What is right still is the path below the workspace (`file`).
///
/// Which directory is that of the workspace: a crate outside of it is compiled in its own
/// directory, and could keep there what looks like these macros. So the current directory
/// counts only for a crate that stands below it, and for the package at its root only if the
/// compiler writes below it, too: what is outside of the workspace is compiled into the
/// directory of the program that needs it.
fn macros_directory(
    file: &Path,
    then: &Path,
    current: Option<&Path>,
    of_the_crate: Option<&Path>,
    output: Option<&Path>,
) -> PathBuf {
    let is_of_the_workspace = |current: &&Path| {
        of_the_crate.is_some_and(|it| {
            let is_root = it == *current;
            it.starts_with(current)
                && (!is_root || output.is_some_and(|output| output.starts_with(current)))
        })
    };
    let workspace = current.filter(is_of_the_workspace);
    let package = file.parent().and_then(Path::parent);
    match (workspace, package) {
        (Some(workspace), Some(package)) if file.is_relative() => workspace.join(package),
        _ => then.to_owned(),
    }
}

/// Where the compiler writes; as a rule that is below the program that is built.
pub(crate) fn output_directory(arguments: impl Iterator<Item = OsString>) -> Option<PathBuf> {
    let mut arguments = arguments.skip_while(|it| it != "--out-dir");
    arguments.nth(1).map(PathBuf::from)
}

/// The modules of tables, by the crate's first file and the row.
static MODULES: Mutex<Option<HashMap<(PathBuf, String), String>>> = Mutex::new(None);

/// The file that a span is in; unknown in tests of the macros and in editors.
fn local_file(span: Span) -> Option<PathBuf> {
    if proc_macro::is_available() {
        span.unwrap().local_file()
    } else {
        None
    }
}

/// Whether a plugin may be declared in the crate's first file; where it cannot be read, it may.
///
/// Every macro asks, so the file is read and parsed once for a compilation.
fn may_have_plugin(file: &Path) -> bool {
    static KNOWN: Mutex<Option<HashMap<PathBuf, bool>>> = Mutex::new(None);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    if let Some(known) = known.get(file) {
        return *known;
    }
    // What is spelled as usual needs no parser; a mention in a comment is for rustc to find out.
    let may = std::fs::read_to_string(file).map_or(true, |text| {
        text.contains("plugin(id")
            || syn::parse_file(&text).map_or(true, |file| may_declare_plugin(&file.items))
    });
    known.insert(file.to_owned(), may);
    may
}

/// Whether one of the items is or may expand to a plugin.
fn may_declare_plugin(items: &[Item]) -> bool {
    items.iter().any(|item| match item {
        // The macro may have another name, or stand in `cfg_attr`.
        Item::Struct(item) => item
            .attrs
            .iter()
            .any(|it| !KNOWN.iter().any(|known| is_named(it, known))),
        Item::Macro(item) => !item
            .mac
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "plugin_tables" || last.ident == "macro_rules"),
        Item::Verbatim(_) => true,
        _ => false,
    })
}

/// Attributes that do not declare a plugin.
const KNOWN: &[&str] = &["doc", "derive", "allow", "expect", "plugin_table", "column"];

fn declares_plugin(items: &[Item], name: &str) -> bool {
    items.iter().any(|item| match item {
        Item::Struct(item) => item.ident == name && item.attrs.iter().any(is_plugin),
        _ => false,
    })
}

/// Looks for a plugin of a name anywhere in a file, also in modules and functions.
struct PluginSearch<'a> {
    name: &'a str,
    found: bool,
}

impl<'ast> Visit<'ast> for PluginSearch<'_> {
    fn visit_item_struct(&mut self, item: &'ast ItemStruct) {
        self.found |= item.ident == self.name && item.attrs.iter().any(is_plugin);
    }
}

fn is_plugin(attribute: &Attribute) -> bool {
    is_named(attribute, "plugin")
}

/// Whether the last segment of an attribute's path is the name.
fn is_named(attribute: &Attribute, name: &str) -> bool {
    let last = attribute.path().segments.last();
    last.is_some_and(|segment| segment.ident == name)
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{macros_directory, output_directory};

    const THEN: &str = "/then/schema-iso-derive";

    /// The program is built in `/now`.
    fn found(file: &str, current: &str, of_the_crate: &str) -> PathBuf {
        let path = Path::new;
        macros_directory(
            path(file),
            path(THEN),
            Some(path(current)),
            Some(path(of_the_crate)),
            Some(path("/now/target/debug/deps")),
        )
    }

    #[test]
    fn the_macros_are_found_where_their_workspace_is_now() {
        let file = "schema-iso-derive/src/crate_root.rs";
        let now = Path::new("/now/schema-iso-derive");
        assert_eq!(found(file, "/now", "/now/plugins/notes"), now);
        let deep = "vendor/schema-iso-derive/src/crate_root.rs";
        let now = Path::new("/now/vendor/schema-iso-derive");
        assert_eq!(found(deep, "/now", "/now/plugins/notes"), now);
    }

    #[test]
    fn the_macros_are_found_for_the_root_of_their_workspace() {
        let file = "schema-iso-derive/src/crate_root.rs";
        let now = Path::new("/now/schema-iso-derive");
        assert_eq!(found(file, "/now", "/now"), now);
        // Not known to be the root: the compiler writes elsewhere, or does not say where.
        for output in [Some(Path::new("/elsewhere/target")), None] {
            let found = macros_directory(
                Path::new(file),
                Path::new(THEN),
                Some(Path::new("/now")),
                Some(Path::new("/now")),
                output,
            );
            assert_eq!(found, Path::new(THEN));
        }
    }

    #[test]
    fn the_directory_of_the_output_is_read_from_the_command_line() {
        let read = |line: &str| output_directory(line.split(' ').map(Into::into));
        let found = read("rustc --emit=metadata --out-dir /host/target/debug/deps -C debuginfo=0");
        assert_eq!(found, Some("/host/target/debug/deps".into()));
        assert_eq!(read("rustc src/lib.rs"), None);
    }

    #[test]
    fn a_crate_outside_of_the_workspace_cannot_bring_macros_along() {
        let file = "schema-iso-derive/src/crate_root.rs";
        for (current, of_the_crate) in [
            ("/registry/evil-1.0.0", "/registry/evil-1.0.0"),
            ("/registry/evil", "/registry/evil-1.0.0"),
            ("/elsewhere", "/registry/evil-1.0.0"),
        ] {
            assert_eq!(found(file, current, of_the_crate), Path::new(THEN));
        }
    }

    #[test]
    fn macros_of_a_registry_are_where_they_were_compiled() {
        let file = "/registry/schema-iso-derive-0.1.0/src/crate_root.rs";
        assert_eq!(found(file, "/now", "/now/notes"), Path::new(THEN));
    }
}

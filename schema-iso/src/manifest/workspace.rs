//! Reads from a manifest which workspace the package belongs to.

use toml::de::{DeTable, DeValue};

use super::ManifestError;
use super::document::{package_at, parse, table_at, text_at};

/// How a manifest belongs to a workspace, and which packages it puts in the place of others.
///
/// ```
/// use schema_iso::manifest::WorkspaceLinks;
///
/// // Cargo knows no difference between a header, dotted keys and an inline table.
/// for root in ["[workspace]", "workspace.members = []", "workspace = {}"] {
///     assert!(WorkspaceLinks::read(root)?.is_root());
/// }
/// let member = WorkspaceLinks::read("[package]\nname = \"notes\"\nworkspace = \"../root\"")?;
/// assert_eq!((member.is_root(), member.root()), (false, Some("../root")));
/// # Ok::<(), schema_iso::manifest::ManifestError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceLinks {
    is_root: bool,
    root: Option<String>,
    patches: Vec<(String, String)>,
}

impl WorkspaceLinks {
    /// Reads the text of a manifest.
    ///
    /// # Errors
    ///
    /// [`ManifestError::Syntax`] when the text is not TOML.
    pub fn read(manifest: &str) -> Result<Self, ManifestError> {
        let document =
            parse(manifest).map_err(|(line, source)| ManifestError::Syntax { line, source })?;
        let document = document.get_ref();
        let root = package_at(document).and_then(|package| text_at(package, "workspace"));
        Ok(Self {
            is_root: document.contains_key("workspace"),
            root: root.map(str::to_owned),
            patches: patches(document),
        })
    }

    /// Whether the manifest is the root of a workspace.
    #[must_use]
    pub const fn is_root(&self) -> bool {
        self.is_root
    }

    /// The directory of the workspace's root, relative to the manifest, as `package.workspace`
    /// gives it.
    #[must_use]
    pub fn root(&self) -> Option<&str> {
        self.root.as_deref()
    }

    /// The packages that `[patch]` and `[replace]` take from a path: the name of each and its
    /// directory, relative to the manifest.
    pub fn patches(&self) -> impl Iterator<Item = (&str, &str)> {
        let patches = self.patches.iter();
        patches.map(|(package, path)| (package.as_str(), path.as_str()))
    }
}

fn patches(document: &DeTable<'_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let sources = table_at(document, &["patch"]).into_iter().flatten();
    let patched = sources.filter_map(|(_, packages)| packages.get_ref().as_table());
    for (key, value) in patched.flatten() {
        add(key.get_ref(), value.get_ref(), &mut found);
    }
    for (spec, value) in table_at(document, &["replace"]).into_iter().flatten() {
        let name = spec.get_ref().rsplit('#').next().unwrap_or_default();
        let name = name.split([':', '@']).next().unwrap_or_default();
        add(name, value.get_ref(), &mut found);
    }
    found
}

fn add(key: &str, value: &DeValue<'_>, found: &mut Vec<(String, String)>) {
    let Some(table) = value.as_table() else {
        return;
    };
    if let Some(path) = text_at(table, "path") {
        let package = text_at(table, "package").unwrap_or(key);
        found.push((package.to_owned(), path.to_owned()));
    }
}

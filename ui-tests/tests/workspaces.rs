//! ISO-04 in workspaces: the manifests and lock files that a plugin is judged by are those
//! that Cargo uses, however they are written and wherever they lie.
//!
//! `fixtures/workspaces/<what it shows>.txt` is a workspace in one file: `#--- path` begins
//! each of its files, `@WORKSPACE@` stands for this repository. The lines before say what is
//! expected, a part of the error or `compiles`; in which directory Cargo runs (`in`); where
//! the lock file lies (`lock`), whether the environment names it (`named`), and a link with its
//! target (`link`). The plugin has a version that no package of this repository has, since its
//! lock file lies above the build directory and so is judged, too.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/workspaces")
}

fn repository() -> &'static Path {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("the crate lies in the workspace")
}

/// A workspace and what is expected of it.
struct Fixture {
    name: String,
    expected: String,
    directory: String,
    lock_file: String,
    named: Option<String>,
    /// Where a link stands, and what it leads to.
    link: Option<(String, String)>,
    /// Path and text of each file.
    files: Vec<(String, String)>,
}

impl Fixture {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("the fixtures can be read");
        let text = text.replace("@WORKSPACE@", &repository().to_string_lossy());
        let mut parts = text.split("#--- ");
        let head = parts.next().unwrap_or_default();
        let key = |key: &str| {
            let mut lines = head.lines();
            lines.find_map(|line| line.strip_prefix(&format!("# {key}: ")).map(str::to_owned))
        };
        let name = path.file_stem().expect("it has a name").to_string_lossy();
        Self {
            expected: key("expect").expect("a fixture says what is expected"),
            directory: key("in").expect("a fixture says where Cargo runs"),
            lock_file: key("lock").unwrap_or_default(),
            named: key("named"),
            link: key("link").map(|link| {
                let (place, target) = link.split_once(" -> ").expect("a link has a target");
                (place.to_owned(), target.to_owned())
            }),
            files: parts
                .map(|part| part.split_once('\n').expect("a path has a line of its own"))
                .map(|(path, text)| (path.to_owned(), text.to_owned()))
                .collect(),
            name: name.into_owned(),
        }
    }

    /// Writes the workspace anew, with the versions of our own lock file.
    ///
    /// All are written to one directory: of two packages `notes` with the same dependencies, Cargo
    /// would take one for the other, and only the files of the directory tell it to build again.
    fn write(&self) -> PathBuf {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workspace");
        if root.exists() {
            fs::remove_dir_all(&root).expect("what is left can be removed");
        }
        for (path, text) in &self.files {
            let path = root.join(path);
            let directory = path.parent().expect("a file lies in a directory");
            fs::create_dir_all(directory).expect("the workspace can be written");
            fs::write(path, text).expect("the workspace can be written");
        }
        let versions = repository().join("Cargo.lock");
        let lock_file = root.join(&self.lock_file).join("Cargo.lock");
        fs::copy(versions, lock_file).expect("the lock file can be copied");
        if let Some((place, target)) = &self.link {
            symlink(target, root.join(place)).expect("the link can be made");
        }
        root
    }

    /// Whether it compiles, and what rustc says.
    fn check(&self) -> (bool, String) {
        let root = self.write();
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .parent()
            .expect("it lies in the directory of the build");
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .current_dir(root.join(&self.directory))
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("SCHEMA_ISO_LOCK_FILE")
            .args(["check", "--quiet"]);
        if let Some(lock_file) = &self.named {
            cargo.env("SCHEMA_ISO_LOCK_FILE", root.join(lock_file));
        }
        let output = cargo.output().expect("Cargo runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.success(), told)
    }
}

#[test]
fn workspaces_are_judged_as_cargo_sees_them() {
    let entries = fs::read_dir(fixtures()).expect("the fixtures can be read");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the fixtures can be read").path())
        .collect();
    paths.sort();
    let mut complaints = Vec::new();
    let (mut accepted, mut refused) = (0, 0);
    for path in &paths {
        let fixture = Fixture::read(path);
        let (compiles, told) = fixture.check();
        let Fixture { name, expected, .. } = &fixture;
        if expected == "compiles" {
            accepted += 1;
            if !compiles {
                complaints.push(format!("{name}: it must compile, and does not:\n{told}"));
            }
        } else {
            refused += 1;
            let is_told = told.contains(expected) && told.contains("rule ISO-04");
            if compiles || !is_told {
                complaints.push(format!("{name}: `{expected}` is not told:\n{told}"));
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
    assert!(accepted > 0 && refused > 0);
    println!("ISO-04: {refused} workspaces refused, {accepted} accepted");
}

//! A plugin in a workspace of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_cargo-schema-iso"))
}

pub(crate) fn run(arguments: &[&str]) -> Output {
    command()
        .args(arguments)
        .output()
        .expect("the command starts")
}

/// Removed with the value.
pub(crate) struct Fixture {
    root: PathBuf,
}

impl Drop for Fixture {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the crate is in a repository")
        .to_owned()
}

impl Fixture {
    /// The plugin `notes` with a table that has, besides `id`, the given columns.
    pub(crate) fn new(name: &str, columns: &str) -> Self {
        let name = format!("schema-iso-command-{}-{name}", std::process::id());
        let fixture = Self {
            root: std::env::temp_dir().join(name),
        };
        let repository = repository();
        fixture.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"notes\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
                 schema-iso-diesel = {{ path = {:?} }}\n\n[dev-dependencies]\nschema-iso-host = {{ path = {:?} }}\n",
                repository.join("schema-iso-diesel"),
                repository.join("schema-iso-host"),
            ),
        );
        fixture.write(
            "build.rs",
            "fn main() {\n    println!(\"cargo::rerun-if-changed=migrations\");\n}\n",
        );
        fs::copy(
            repository.join("Cargo.lock"),
            fixture.root.join("Cargo.lock"),
        )
        .expect("the lock file can be copied");
        fs::create_dir_all(fixture.directory()).expect("a directory can be made");
        fixture.declare(columns);
        fixture
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.root.join(file);
        fs::create_dir_all(path.parent().expect("it is in the root")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }

    pub(crate) fn declare(&self, columns: &str) {
        self.write(
            "src/lib.rs",
            &format!(
                "//! A plugin.\n\nuse schema_iso_diesel::{{plugin, plugin_table, plugin_tables}};\n\n\
                 /// Notes.\n#[plugin(id = \"notes\", migrations = \"migrations\")]\n#[derive(Debug)]\npub struct Notes;\n\n\
                 /// An item.\n#[plugin_table]\n#[derive(Debug)]\npub struct Item {{\n    /// Its id.\n    \
                 #[column(default = \"nextval('items_id_seq')\")]\n    pub id: i64,\n    /// A column.\n    {columns}\n}}\n\n\
                 plugin_tables![items];\n"
            ),
        );
    }

    pub(crate) fn directory(&self) -> PathBuf {
        self.root.join("migrations")
    }

    pub(crate) fn migrations(&self) -> Vec<String> {
        let entries = fs::read_dir(self.directory()).expect("it can be read");
        let mut names: Vec<String> = entries
            .map(|entry| {
                let name = entry.expect("it can be read").file_name();
                name.to_string_lossy().into_owned()
            })
            .collect();
        names.sort();
        names
    }

    /// The dependencies are compiled once for all fixtures.
    pub(crate) fn arguments(&self, command: &mut Command, arguments: &[&str]) {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("plugins");
        command
            .args(["schema-iso", "--quiet", "generate"])
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_TERM_COLOR", "never");
    }

    pub(crate) fn generate(&self, arguments: &[&str]) -> Output {
        let mut command = command();
        self.arguments(&mut command, arguments);
        command.output().expect("the command starts")
    }
}

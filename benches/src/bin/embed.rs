//! The cost for the compiler of checking and embedding the migrations of a plugin, beside
//! `diesel_migrations::embed_migrations!`, which embeds them and checks nothing.
//!
//! `cargo run --release -p schema-iso-benches --bin embed -- 300`

#![expect(clippy::print_stdout, reason = "a benchmark prints what it found")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use schema_iso_benches::{Pair, median, timed};

const ROUNDS: usize = 9;

/// A crate whose compilation is measured: its name, what it depends on, its source.
struct Package {
    name: &'static str,
    dependency: &'static str,
    source: &'static str,
}

/// The migrations embedded by the plugin.
const PLUGIN: Package = Package {
    name: "plugin",
    dependency: "schema-iso-diesel = { path = '@WORKSPACE@/schema-iso-diesel' }",
    source: "#[schema_iso_diesel::plugin(id = \"plugin\", migrations = \"../migrations\")]\npub struct Plugin;",
};

/// The plugin without migrations.
const BARE: Package = Package {
    name: "bare",
    dependency: "schema-iso-diesel = { path = '@WORKSPACE@/schema-iso-diesel' }",
    source: "#[schema_iso_diesel::plugin(id = \"bare\")]\npub struct Plugin;",
};

/// The migrations embedded by Diesel.
const DIESEL: Package = Package {
    name: "embedded",
    dependency: "diesel_migrations = { version = '2.3', default-features = false }",
    source: "pub const MIGRATIONS: diesel_migrations::EmbeddedMigrations = \
             diesel_migrations::embed_migrations!(\"../migrations\");",
};

fn workspace() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().expect("the crate lies in the workspace")
}

/// Writes the three packages and so many migrations, copies of the corpus in turns;
/// returns how many bytes they are.
fn write(root: &Path, count: usize) -> io::Result<u64> {
    fs::create_dir_all(root)?;
    let members = "[workspace]\nresolver = '3'\nmembers = ['plugin', 'bare', 'embedded']\n";
    fs::write(root.join("Cargo.toml"), members)?;
    fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock"))?;
    for package in [PLUGIN, BARE, DIESEL] {
        let directory = root.join(package.name);
        fs::create_dir_all(directory.join("src"))?;
        let dependency = package
            .dependency
            .replace("@WORKSPACE@", &workspace().to_string_lossy());
        let manifest = format!(
            "[package]\nname = '{}'\nversion = '0.1.0'\nedition = '2024'\n\n[dependencies]\n{dependency}\n",
            package.name,
        );
        fs::write(directory.join("Cargo.toml"), manifest)?;
    }
    let migrations = root.join("migrations");
    if migrations.exists() {
        fs::remove_dir_all(&migrations)?;
    }
    let corpus = directories(&workspace().join("schema-iso/tests/migration_corpus"))?;
    let mut bytes = 0;
    for (number, from) in corpus.iter().cycle().take(count).enumerate() {
        let to = migrations.join(format!("{number:05}_migration"));
        fs::create_dir_all(&to)?;
        for file in fs::read_dir(from)? {
            let file = file?;
            bytes += fs::copy(file.path(), to.join(file.file_name()))?;
        }
    }
    Ok(bytes)
}

fn directories(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Compiles a package whose source is new, and says how long that took.
fn compile(root: &Path, package: &Package, round: usize) -> Duration {
    let source = format!("// {round}\n{}\n", package.source);
    let path = root.join(package.name).join("src/lib.rs");
    fs::write(path, source).expect("the source can be written");
    let (time, output) = timed(|| {
        Command::new("cargo")
            .args(["check", "--quiet", "--package", package.name])
            .current_dir(root)
            .env("CARGO_TARGET_DIR", root.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .output()
    });
    let output = output.expect("cargo runs");
    assert!(
        output.status.success(),
        "{} does not compile: {}",
        package.name,
        String::from_utf8_lossy(&output.stderr)
    );
    time
}

fn main() {
    let count = std::env::args().nth(1).map_or(300, |count| {
        count
            .parse()
            .expect("the argument is a number of migrations")
    });
    let root = workspace().join("target/embed");
    let bytes = write(&root, count).expect("the packages can be written");
    // Everything that they depend on; each has to have a source for that.
    for package in [PLUGIN, BARE, DIESEL] {
        fs::write(root.join(package.name).join("src/lib.rs"), "").expect("it can be written");
    }
    for package in [PLUGIN, BARE, DIESEL] {
        compile(&root, &package, 0);
    }

    let rounds = (1..=ROUNDS).map(|round| {
        let ours = compile(&root, &PLUGIN, round);
        let bare = compile(&root, &BARE, round);
        let peer = compile(&root, &DIESEL, round);
        (Pair { ours, peer }, Pair { ours, peer: bare })
    });
    let (beside_diesel, beside_bare): (Vec<_>, Vec<_>) = rounds.unzip();
    let (pair, bare) = (median(&beside_diesel), median(&beside_bare));
    println!("`cargo check` of a crate with {count} migrations, {bytes} bytes");
    println!(
        "  #[plugin]                    {:>6.2} s",
        pair.ours.as_secs_f64()
    );
    println!(
        "  embed_migrations!            {:>6.2} s",
        pair.peer.as_secs_f64()
    );
    println!("  ratio                        {:>6.2}", pair.ratio());
    println!(
        "  #[plugin] without migrations {:>6.2} s",
        bare.peer.as_secs_f64()
    );
    println!("  ratio                        {:>6.2}", bare.ratio());
}

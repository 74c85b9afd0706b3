//! The legal twins are built.
//!
//! Each crate is an example of the package `fixtures/shop.toml`: one for each twin that declares
//! something for its whole crate, and a few for all others. Building, not checking, since some
//! errors show only when code is generated; as libraries, so that nothing has to be linked.

use std::fs;
use std::path::Path;

use schema_iso_ui_tests::case::{cases, directory, invariants};
use schema_iso_ui_tests::package::{Package, link_migrations, write_changed};
use schema_iso_ui_tests::twins::{as_module, one_crate};

/// How many twins are modules of one crate; a crate with more takes longer than several at once.
const TWINS_IN_A_CRATE: usize = 60;

fn example(name: &str, path: &Path) -> String {
    format!("\n[[example]]\nname = '{name}'\npath = {path:?}\ncrate-type = [\"lib\"]\n")
}

#[test]
fn legal_twins_are_built() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let shop = directory().join("fixtures/shop.toml");
    let mut manifest = fs::read_to_string(shop).expect("the manifest can be read");
    let mut modules = Vec::new();
    let mut crates = 0;
    for invariant in invariants().expect("the folders can be read") {
        let rule = invariant.to_lowercase().replace('-', "_");
        for case in cases(&invariant).expect("the cases can be read") {
            if case.must_fail() {
                continue;
            }
            let name = format!("{rule}_{}", case.name());
            let text = fs::read_to_string(case.path()).expect("the twin can be read");
            if let Some(module) = as_module(&text) {
                modules.push((name, module));
            } else {
                crates += 1;
                manifest += &example(&name, case.path());
            }
        }
    }
    assert!(crates > 0 && !modules.is_empty(), "there are no twins");

    let package = scratch.join("ui-tests/shop");
    fs::create_dir_all(&package).expect("the directory can be made");
    for (number, twins) in modules.chunks(TWINS_IN_A_CRATE).enumerate() {
        let path = package.join(format!("twins_{number}.rs"));
        write_changed(&path, &one_crate(twins)).expect("the crate can be written");
        manifest += &example(&format!("twins_{number}"), &path);
    }

    let package = Package::write(scratch, "shop", &manifest).expect("the package can be written");
    link_migrations(package.directory()).expect("the link can be made");
    // What the workspace has built of the twins' dependencies is used again.
    let target_directory = scratch.parent().expect("it is in the target directory");
    let output = package
        .cargo("build", target_directory, &["--examples", "--keep-going"])
        .expect("Cargo runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    println!(
        "{} twins are built, {crates} of them as crates of their own",
        crates + modules.len()
    );
}

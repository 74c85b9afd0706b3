//! The legal twins are built.
//!
//! `#[plugin]` sits at the root of a crate, so each twin is a target of its own: an example
//! of the package `fixtures/shop.toml`. Building, not checking, since some errors show only
//! when code is generated; as a library, so that nothing has to be linked.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use schema_iso_ui_tests::case::{cases, directory, invariants};
use schema_iso_ui_tests::package::{Package, link_migrations};

#[test]
fn legal_twins_are_built() {
    let shop = directory().join("fixtures/shop.toml");
    let mut manifest = fs::read_to_string(shop).expect("the manifest can be read");
    let mut twins = 0;
    for invariant in invariants().expect("the folders can be read") {
        for case in cases(&invariant).expect("the cases can be read") {
            if !case.must_fail() {
                twins += 1;
                let rule = invariant.to_lowercase().replace('-', "_");
                let name = format!("{rule}_{}", case.name());
                let path = case.path().display();
                write!(
                    manifest,
                    "\n[[example]]\nname = '{name}'\npath = '{path}'\ncrate-type = [\"lib\"]\n"
                )
                .expect("a text takes what is written");
            }
        }
    }
    assert!(twins > 0, "there are no twins");

    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let package = Package::write(scratch, "shop", &manifest).expect("the package can be written");
    link_migrations(package.directory()).expect("the link can be made");
    // What the workspace has built of the twins' dependencies is used again.
    let target_directory = scratch.parent().expect("it is in the target directory");
    let output = package
        .cargo("build", target_directory, &["--examples", "--keep-going"])
        .expect("Cargo runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    println!("{twins} twins are built");
}

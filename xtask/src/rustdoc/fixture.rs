//! Small crates that tests write and have documented.

use std::fs;
use std::path::Path;
use std::process::Command;

use rustdoc_types::Crate;

/// Documents the crate `facade`, which depends on a crate `diesel`; the name tells tests apart.
pub(crate) fn documented(name: &str, diesel: &str, facade: &str) -> Crate {
    let directory = std::env::temp_dir().join(format!("xtask-{}-{name}", std::process::id()));
    fs::create_dir_all(&directory).expect("a directory can be made");
    fs::write(directory.join("diesel.rs"), diesel).expect("a file can be written");
    fs::write(directory.join("facade.rs"), facade).expect("a file can be written");
    run(
        "rustc",
        &directory,
        &["--crate-type=lib", "--emit=metadata", "diesel.rs"],
    );
    let json = [
        "facade.rs",
        "--extern=diesel=libdiesel.rmeta",
        "-Zunstable-options",
        "--output-format=json",
        "--document-private-items",
        "--document-hidden-items",
        "--out-dir=.",
    ];
    run("rustdoc", &directory, &json);
    let text = fs::read_to_string(directory.join("facade.json")).expect("rustdoc has written it");
    fs::remove_dir_all(&directory).expect("the directory can be removed");
    super::parse(&text).expect("it is rustdoc's JSON")
}

/// Runs a program of the toolchain in a directory.
fn run(program: &str, directory: &Path, arguments: &[&str]) {
    let output = Command::new(program)
        .current_dir(directory)
        .arg("--edition=2024")
        .args(arguments)
        .env("RUSTC_BOOTSTRAP", "1")
        .output()
        .expect("the toolchain is there");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
}

//! The programs that break a rule are refused, and their authors read what is blessed.

use std::path::Path;

use schema_iso_ui_tests::package::link_migrations;

#[test]
fn forbidden_programs_are_refused() {
    // Where trybuild writes the package that the programs are targets of.
    let package = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .with_file_name("tests")
        .join("trybuild")
        .join(env!("CARGO_PKG_NAME"));
    link_migrations(&package).expect("the link can be made");
    // Judges when it is dropped.
    let cases = trybuild::TestCases::new();
    cases.compile_fail("cases/*/fail/*.rs");
}

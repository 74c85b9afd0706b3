//! Programs of a host that must not compile.
//!
//! The programs of plugins are in `ui-tests`; a package with a plugin cannot depend on the
//! crate of the host (ISO-04). The legal twins are examples of this package, so that Cargo
//! builds them with the tests.

use std::fs;
use std::path::Path;

#[test]
fn refused() {
    trybuild::TestCases::new().compile_fail("programs/*/fail/*.rs");
}

#[test]
fn each_text_holds_what_its_case_expects_and_has_a_twin() {
    let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs");
    let mut cases = 0;
    for rule in fs::read_dir(programs).expect("the folder can be read") {
        let rule = rule.expect("the folder can be read").path();
        for case in fs::read_dir(rule.join("fail")).expect("the folder can be read") {
            let path = case.expect("the folder can be read").path();
            if path
                .extension()
                .is_some_and(|extension| extension == "stderr")
            {
                assert!(
                    path.with_extension("rs").is_file(),
                    "{} has no case",
                    path.display()
                );
                continue;
            }
            cases += 1;
            let text = fs::read_to_string(&path).expect("the case can be read");
            let first = text.lines().next().unwrap_or_default();
            let phrase = first
                .strip_prefix("// expect: ")
                .expect("a case says what it expects");
            let printed = fs::read_to_string(path.with_extension("stderr")).unwrap_or_default();
            assert!(
                printed.contains(phrase),
                "{}: `{phrase}` is missing",
                path.display()
            );
            let twin = rule
                .join("pass")
                .join(path.file_name().expect("it is a file"));
            assert!(twin.is_file(), "{} is missing", twin.display());
        }
    }
    assert!(cases > 0);
}

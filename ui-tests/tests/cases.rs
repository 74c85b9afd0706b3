//! Every case is judged: `cargo test -p schema-iso-ui-tests --test cases iso_03`.

use std::path::Path;

use schema_iso_ui_tests::case::cases;
use schema_iso_ui_tests::judge::Verdict;
use schema_iso_ui_tests::project::Project;

#[expect(
    clippy::print_stdout,
    reason = "how many there are is for the reader of the log"
)]
fn judge(invariant: &str) {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui-tests");
    let cases = cases(invariant).expect("the cases can be read");
    let project =
        Project::of_cases(&scratch, invariant, &cases).expect("the project can be written");
    let compilation = project.check().expect("Cargo runs");
    let mut verdict = Verdict::default();
    for case in &cases {
        verdict
            .add(case, &compilation, &project)
            .expect("a blessed text can be written");
    }
    println!(
        "{invariant}: {} refused, {} twins compile",
        verdict.refused(),
        verdict.compiled()
    );
    let complaints = verdict.complaints();
    assert!(
        complaints.is_empty(),
        "{} of {} cases of {invariant}:\n\n{}",
        complaints.len(),
        cases.len(),
        complaints.join("\n\n")
    );
    assert!(verdict.refused() > 0, "{invariant} has no cases");
}

macro_rules! invariants {
    ($($name:ident = $invariant:literal,)+) => {
        $(
            #[test]
            fn $name() {
                judge($invariant);
            }
        )+

        #[test]
        fn every_folder_is_judged() {
            let folders = schema_iso_ui_tests::case::invariants().unwrap();
            assert_eq!(folders, [$($invariant),+]);
        }
    };
}

invariants! {
    iso_01 = "ISO-01",
    iso_02 = "ISO-02",
    iso_03 = "ISO-03",
    iso_04 = "ISO-04",
    iso_05 = "ISO-05",
    iso_06 = "ISO-06",
    macros = "macros",
}

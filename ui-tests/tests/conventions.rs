//! What must hold of the cases themselves, so that blessing is not the end of it.

use std::fs;
use std::path::{Path, PathBuf};

use schema_iso_ui_tests::case::{Case, cases, files, invariants, workspace};
use schema_iso_ui_tests::message::{first_line, without_paths};

fn all_cases() -> Vec<(String, Case)> {
    let mut all = Vec::new();
    for invariant in invariants().expect("the folders can be read") {
        for case in cases(&invariant).expect("the cases can be read") {
            all.push((invariant.clone(), case));
        }
    }
    assert!(!all.is_empty());
    all
}

/// All that is wrong at once, with the files that it is wrong in.
fn report<'a>(complaints: impl Iterator<Item = (&'a Path, String)>) {
    let complaints: Vec<String> = complaints
        .map(|(path, complaint)| format!("{}: {complaint}", path.display()))
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn what_is_expected_is_what_the_author_is_told() {
    let all = all_cases();
    let failing = all.iter().filter(|(_, case)| case.must_fail());
    report(failing.filter_map(|(_, case)| {
        let Some(phrase) = case.expected_phrase().unwrap() else {
            return Some((case.path(), "does not begin with `// expect: …`".to_owned()));
        };
        let told = case.blessed().unwrap_or_default();
        (!told.contains(&phrase)).then(|| (case.path(), format!("`{phrase}` is not told")))
    }));
}

#[test]
fn every_case_has_a_twin() {
    let all = all_cases();
    report(all.iter().filter_map(|(_, case)| {
        let twin = case.twin();
        (!twin.is_file()).then(|| (case.path(), format!("{} is missing", twin.display())))
    }));
}

#[test]
fn every_case_names_its_rule() {
    let all = all_cases();
    report(all.iter().filter_map(|(invariant, case)| {
        let text = fs::read_to_string(case.path()).expect("the case can be read");
        let mut header = text.lines().take_while(|line| line.starts_with("//"));
        let named = header.any(|line| line.contains(invariant.as_str()));
        (!named).then(|| (case.path(), format!("the header does not name {invariant}")))
    }));
}

/// A version such as `1.2.3`, if a text has one.
fn version(text: &str) -> Option<&str> {
    text.split(|it: char| !it.is_ascii_digit() && it != '.')
        .map(|word| word.trim_matches('.'))
        .find(|word| word.split('.').filter(|part| !part.is_empty()).count() == 3)
}

#[test]
fn a_version_is_found() {
    assert_eq!(version("in diesel-1.2.3/src/query.rs:1:2."), Some("1.2.3"));
    assert_eq!(version("  --> $CARGO/diesel-$VERSION/src/query.rs"), None);
    assert_eq!(version("since Rust 1.95, `(...)` and `0..10`"), None);
}

#[test]
fn no_blessed_text_has_the_version_of_a_dependency() {
    let all = all_cases();
    let failing = all.iter().filter(|(_, case)| case.must_fail());
    report(failing.filter_map(|(_, case)| {
        let told = case.blessed().unwrap_or_default();
        let version = version(&told)?;
        Some((
            case.path(),
            format!("the blessed text has the version {version}"),
        ))
    }));
}

#[test]
fn no_blessed_text_is_left_without_its_case() {
    for invariant in invariants().unwrap() {
        for path in files(&invariant, "fail", "stderr").unwrap() {
            assert!(
                path.with_extension("rs").is_file(),
                "{} has no case",
                path.display()
            );
        }
        assert_eq!(
            files(&invariant, "pass", "stderr").unwrap(),
            Vec::<PathBuf>::new()
        );
    }
}

/// How many errors a case has: one, if its header does not say how many after `// errors:`.
fn errors_held_to(case: &Case) -> usize {
    let text = fs::read_to_string(case.path()).expect("the case can be read");
    let mut header = text.lines().take_while(|line| line.starts_with("//"));
    let number = header.find_map(|line| line.strip_prefix("// errors: "));
    number.map_or(1, |number| {
        number.trim().parse().expect("the header has a number")
    })
}

/// How many errors rustc reports in a blessed text, without those that only sum up.
fn errors_in(told: &str) -> usize {
    let errors = told
        .lines()
        .filter(|line| line.starts_with("error[") || line.starts_with("error: "));
    errors
        .filter(|line| {
            !line.starts_with("error: aborting") && !line.starts_with("error: could not")
        })
        .count()
}

#[test]
fn one_mistake_is_one_error() {
    let all = all_cases();
    let failing = all.iter().filter(|(_, case)| case.must_fail());
    report(failing.filter_map(|(_, case)| {
        let expected = errors_held_to(case);
        let found = errors_in(&case.blessed().unwrap_or_default());
        (found != expected).then(|| (case.path(), format!("{found} errors, and not {expected}")))
    }));
}

#[test]
fn errors_are_counted_without_their_sum() {
    let told = "error[E0277]: a\n  --> b\n\nerror: c\n\nerror: aborting due to 2 previous errors\n";
    assert_eq!(errors_in(told), 2);
}

/// What the page of an invariant says that rustc says: the first cells of the tables of messages.
/// There, `…` stands for any text.
fn quoted_messages(invariant: &str) -> Vec<String> {
    let page = workspace().join(format!("docs/rules/{invariant}.md"));
    let page = fs::read_to_string(page).unwrap_or_default();
    let mut messages = Vec::new();
    let mut lines = page.lines();
    while lines.any(|line| line.starts_with("| message |")) {
        let rows = lines
            .by_ref()
            .skip(1)
            .take_while(|line| line.starts_with("| "));
        let cells = rows.filter_map(|row| row.strip_prefix("| ")?.split(" | ").next());
        messages
            .extend(cells.map(|cell| cell.trim_matches(|it| it == '`' || it == ' ').to_owned()));
    }
    messages
}

/// Whether a quotation is of the message.
fn is_quotation_of(quotation: &str, message: &str) -> bool {
    // Backticks at the ends of a cell belong to Markdown or to the message.
    let message = message.trim_matches('`');
    let Some((start, gaps)) = quotation.split_once('…') else {
        return quotation == message;
    };
    let (middle, end) = gaps.rsplit_once('…').unwrap_or(("", gaps));
    let rest = message.strip_prefix(start);
    let Some(mut rest) = rest.and_then(|rest| rest.strip_suffix(end)) else {
        return false;
    };
    middle.split('…').all(|part| {
        let found = rest.split_once(part);
        rest = found.map_or("", |(_, after)| after);
        found.is_some()
    })
}

#[test]
fn a_quotation_has_gaps() {
    assert!(is_quotation_of("no `…` in …", "no `a` in the `b`"));
    assert!(is_quotation_of("… is private", "the field `a` is private"));
    assert!(is_quotation_of("of `A<…>", "of `A<B<C>>`"));
    assert!(!is_quotation_of("no `…` here", "no `a` here or there"));
    assert!(!is_quotation_of("no", "not"));
}

#[test]
fn every_message_on_the_page_of_a_rule_is_one_of_a_case() {
    for invariant in invariants().expect("the folders can be read") {
        let cases = cases(&invariant).expect("the cases can be read");
        let failing = cases.iter().filter(|case| case.must_fail());
        let told: Vec<String> = failing
            .map(|case| case.blessed().unwrap_or_default())
            .collect();
        let firsts = told.iter().map(|told| first_line(told));
        let messages: Vec<&str> = firsts
            .filter_map(|first| Some(first.split_once(": ")?.1))
            .collect();
        for quotation in quoted_messages(&invariant) {
            let is_of = |message: &&str| {
                is_quotation_of(&quotation, message)
                    || is_quotation_of(&quotation, &without_paths(message))
            };
            let is_told = messages.iter().any(is_of);
            assert!(is_told, "{invariant}: no case is told `{quotation}`");
        }
    }
}

#[test]
fn what_rustc_says_in_its_own_words_is_on_the_page_of_the_rule() {
    let all = all_cases();
    let of_a_rule = |(invariant, case): &&(String, Case)| {
        case.must_fail()
            && workspace()
                .join(format!("docs/rules/{invariant}.md"))
                .is_file()
    };
    report(
        all.iter()
            .filter(of_a_rule)
            .filter_map(|(invariant, case)| {
                let told = case.blessed().unwrap_or_default();
                let first = first_line(&told);
                // Our own words have no code, or name the plugin.
                let (_, message) = first.strip_prefix("error[E")?.split_once("]: ")?;
                let short = without_paths(message);
                let is_known = message.contains("the plugin `")
                    || quoted_messages(invariant).iter().any(|quotation| {
                        is_quotation_of(quotation, message) || is_quotation_of(quotation, &short)
                    });
                (!is_known).then(|| {
                    let page = format!("docs/rules/{invariant}.md");
                    (case.path(), format!("{page} does not quote: {message}"))
                })
            }),
    );
}

//! What does not parse, and how findings look.

use schema_iso::migration::{Direction, check_sql};

use super::{check, context, refused};

#[test]
fn what_does_not_parse_is_shown() {
    let report = check("CREATE TABLE t (id bigint);\r\n\tCREATE TABEL u (id bigint);\r\n");
    let finding = &report.findings[0];
    assert_eq!(
        (finding.code, finding.line, finding.column),
        ("syntax", 2, 2)
    );
    let shown = finding.to_string();
    assert!(
        shown.starts_with("up.sql:2:2: this is not valid SQL: "),
        "{shown}"
    );
    assert!(
        shown.contains("\n    \tCREATE TABEL u (id bigint);\n    \t^\n"),
        "{shown}"
    );
    refused(
        "syntax",
        &[
            "\\connect x",
            "SELECT 'open",
            "SELECT $$open",
            "/* open",
            "SELECT (1",
        ],
    );
}

#[test]
fn an_empty_text_is_refused_on_the_way_up() {
    refused("empty", &["", " -- to do\n", "\u{feff}/* */ ;"]);
    let down = context().with_direction(Direction::Down);
    assert!(
        check_sql("-- irreversible: the data is gone", &down)
            .findings
            .is_empty()
    );
}

#[test]
fn deep_nesting_is_refused_and_does_not_overflow() {
    for (before, inside, after) in [
        ("(", "1", ")"),
        ("CASE WHEN true THEN ", "1", " END"),
        ("NOT ", "true", ""),
        ("- ", "1", ""),
        ("a = ", "1", ""),
    ] {
        let sql = format!(
            "SELECT {}{inside}{}",
            before.repeat(100_000),
            after.repeat(100_000)
        );
        refused("nesting", &[&sql]);
    }
    let mut body = "SELECT 1".to_owned();
    for depth in 0..12 {
        body = format!("DO $a{depth}$ BEGIN {body}; END $a{depth}$");
    }
    refused("nesting", &[&body]);
}

#[test]
fn places_are_exact() {
    let sql = "\u{feff}-- ünïcode\r\nSELECT 'ü', * FROM other.t;\r\nDO $$\nBEGIN\n  PERFORM\tother.f();\nEND $$;";
    let report = check(sql);
    let places: Vec<_> = report
        .findings
        .iter()
        .map(|finding| (finding.line, finding.column, &sql[finding.span.clone()]))
        .collect();
    assert_eq!(places, [(2, 20, "other"), (5, 11, "other")]);
    let report = check("\u{feff}TABLE other.t");
    assert_eq!((report.findings[0].line, report.findings[0].column), (1, 7));
    let report = check("DO 'BEGIN PERFORM ''x'', other.f(); END'");
    assert_eq!(report.findings[0].column, 26);
}

#[test]
fn findings_render_with_help_and_note() {
    let report = check("TABLE other.t");
    assert_eq!(
        report.findings[0].to_string(),
        "up.sql:1:7: `other` is not the plugin's schema (`plugin_my_feature`)\n  \
         help: name objects of the plugin without a schema; the host may share a schema with all plugins\n  \
         note: rule ISO-06, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_06/index.html#foreign-schema"
    );
}

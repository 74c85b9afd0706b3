//! Each rule's page is its first test.

use crate::migration::{CheckContext, LiveTables, check_sql, rule_pages};

#[test]
fn every_page_shows_what_it_says() {
    for page in super::PAGES {
        let context = CheckContext::new("plugin_my_feature", "up.sql");
        let reported = check_sql(page.reported, &context);
        assert!(
            reported
                .findings
                .iter()
                .any(|finding| finding.code == page.code),
            "{}: {reported}",
            page.code
        );
        let accepted = check_sql(page.accepted, &context);
        assert!(accepted.findings.is_empty(), "{}: {accepted}", page.code);
    }
}

#[test]
fn every_page_about_tables_in_use_shows_what_it_says() {
    for page in super::LIVE_PAGES {
        let context = CheckContext::new("plugin_my_feature", "up.sql");
        assert!(check_sql(page.reported, &context).findings.is_empty());
        let context = context.with_live_tables(LiveTables::Named(&["items"]));
        let reported = check_sql(page.reported, &context);
        let found: Vec<_> = reported.findings.iter().map(|it| it.code).collect();
        assert_eq!(found, [page.code], "{reported}");
        assert!(reported.is_accepted(), "{reported}");
        let accepted = check_sql(page.accepted, &context);
        assert!(accepted.findings.is_empty(), "{}: {accepted}", page.code);
        let elsewhere = context.with_live_tables(LiveTables::Named(&["others"]));
        let elsewhere = check_sql(page.reported, &elsewhere);
        let is_empty = elsewhere.findings.is_empty();
        assert_eq!(is_empty, page.code != "enum-value", "{elsewhere}");
    }
}

#[test]
fn codes_are_unique() {
    let mut codes: Vec<_> = rule_pages().map(|page| page.code).collect();
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
}

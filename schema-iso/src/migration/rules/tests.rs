//! Each rule's page is its first test.

use crate::migration::{CheckContext, check_sql, rule_pages};

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
fn codes_are_unique() {
    let mut codes: Vec<_> = rule_pages().map(|page| page.code).collect();
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
}

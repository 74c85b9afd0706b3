//! The check ends in a report for every text, and each finding has a place in it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use schema_iso::migration::{CheckContext, check_sql};

fuzz_target!(|sql: &str| {
    for run_in_transaction in [true, false] {
        let context = CheckContext::new("plugin_my_feature", "up.sql")
            .with_shared_schemas(&["extensions"])
            .with_previous_schemas(&["plugin_old_feature"])
            .with_run_in_transaction(run_in_transaction);
        for finding in check_sql(sql, &context).findings {
            assert!(sql.get(finding.span.clone()).is_some());
            assert!(!finding.to_string().is_empty());
        }
    }
});

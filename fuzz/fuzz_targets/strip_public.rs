//! Stripping is idempotent, and what was accepted before is accepted after.

#![no_main]

use libfuzzer_sys::fuzz_target;
use schema_iso::migration::{CheckContext, check_sql, strip_public};

fuzz_target!(|sql: &str| {
    let once = strip_public(sql);
    let twice = strip_public(&once.sql);
    assert_eq!(once.sql, twice.sql);
    let context = CheckContext::new("plugin_my_feature", "up.sql");
    if check_sql(sql, &context).is_accepted() {
        assert!(check_sql(&once.sql, &context).is_accepted());
    }
});

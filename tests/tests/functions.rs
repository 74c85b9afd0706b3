//! ISO-06: the list of functions that a migration may call, judged with the server's catalogue.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use schema_iso::migration::{CheckContext, check_sql};
use schema_iso_tests::TestDatabase;

/// A function of `pg_catalog`, all overloads together.
#[derive(Debug, QueryableByName)]
struct Function {
    #[diesel(sql_type = Text)]
    name: String,
    /// All overloads are immutable or stable, none takes an oid, or takes or returns an internal type.
    #[diesel(sql_type = Bool)]
    plain: bool,
    /// All overloads take or return an internal type, so that no SQL can call them.
    #[diesel(sql_type = Bool)]
    internal: bool,
}

/// What somebody has read, and found harmless although it is volatile, takes an oid or has a name
/// that begins with `pg_`: times, random values, own sequences, sizes, definitions, visibility.
const REVIEWED: &[&str] = &[
    "array_sample",
    "array_shuffle",
    "clock_timestamp",
    "col_description",
    "current_query",
    "currval",
    "format_type",
    "gen_random_uuid",
    "hashoid",
    "hashoidextended",
    "int8",
    "lastval",
    "max",
    "min",
    "nextval",
    "obj_description",
    "oideq",
    "oidge",
    "oidgt",
    "oidlarger",
    "oidle",
    "oidlt",
    "oidne",
    "oidsmaller",
    "pg_backend_pid",
    "pg_basetype",
    "pg_char_to_encoding",
    "pg_client_encoding",
    "pg_collation_for",
    "pg_column_compression",
    "pg_column_is_updatable",
    "pg_column_size",
    "pg_column_toast_chunk_id",
    "pg_current_snapshot",
    "pg_current_xact_id",
    "pg_current_xact_id_if_assigned",
    "pg_encoding_max_length",
    "pg_encoding_to_char",
    "pg_get_keywords",
    "pg_get_serial_sequence",
    "pg_has_role",
    "pg_indexes_size",
    "pg_input_error_info",
    "pg_input_is_valid",
    "pg_is_in_recovery",
    "pg_is_other_temp_schema",
    "pg_my_temp_schema",
    "pg_notify",
    "pg_options_to_table",
    "pg_partition_ancestors",
    "pg_partition_root",
    "pg_partition_tree",
    "pg_relation_is_updatable",
    "pg_relation_size",
    "pg_size_bytes",
    "pg_size_pretty",
    "pg_sleep",
    "pg_sleep_for",
    "pg_sleep_until",
    "pg_snapshot_xip",
    "pg_snapshot_xmax",
    "pg_snapshot_xmin",
    "pg_table_size",
    "pg_timezone_abbrevs",
    "pg_timezone_names",
    "pg_total_relation_size",
    "pg_trigger_depth",
    "pg_typeof",
    "pg_visible_in_snapshot",
    "pg_wal_lsn_diff",
    "pg_xact_commit_timestamp",
    "pg_xact_status",
    "random",
    "random_normal",
    "row_security_active",
    "satisfies_hash_partition",
    "setseed",
    "setval",
    "shobj_description",
    "suppress_redundant_updates_trigger",
    "timeofday",
    "ts_parse",
    "ts_token_type",
    "tsvector_update_trigger",
    "tsvector_update_trigger_column",
    "txid_status",
    "uuidv4",
    "uuidv7",
];

/// What begins like one of these was read together.
const REVIEWED_FAMILIES: &[(&str, &str)] = &[
    ("has_", "_privilege"),
    // With two keys; another rule refuses those with one.
    ("pg_advisory_", ""),
    ("pg_try_advisory_", ""),
    ("pg_", "_is_visible"),
    ("pg_get_", "def"),
    ("pg_get_expr", ""),
    ("pg_get_function_", ""),
    ("pg_get_statisticsobjdef_", ""),
    ("pg_get_userbyid", ""),
    ("pg_lsn", ""),
];

/// Plain by its signature, and yet not on the list: it reads other plugins' data by a name.
const NOT_LISTED: &[&str] = &["getpgusername"];

fn is_reviewed(name: &str) -> bool {
    REVIEWED.contains(&name)
        || REVIEWED_FAMILIES
            .iter()
            .any(|(begins, ends)| name.starts_with(begins) && name.ends_with(ends))
}

/// Whether the check accepts a call, whatever the arguments, and leaves it to no other rule.
fn codes(name: &str) -> Vec<&'static str> {
    let context = CheckContext::new("plugin_my_feature", "up.sql");
    let report = check_sql(&format!("SELECT \"{name}\"(a, b) FROM t"), &context);
    report.errors().map(|finding| finding.code).collect()
}

#[test]
fn every_function_of_the_server_is_judged() {
    let database = TestDatabase::create().unwrap();
    let mut pg = PgConnection::establish(&database.url()).unwrap();
    let internal = "(prorettype = ANY (types) OR proargtypes::oid[] && types)";
    let functions: Vec<Function> = diesel::sql_query(format!(
        "SELECT proname::text AS name, \
                bool_and(provolatile <> 'v' AND NOT {internal} AND NOT proargtypes::oid[] && named) AS plain, \
                bool_and({internal}) AS internal \
         FROM pg_proc, \
              (SELECT ARRAY['internal', 'cstring', 'language_handler', 'fdw_handler', 'index_am_handler', \
                            'tsm_handler', 'table_am_handler', 'event_trigger']::regtype[]::oid[] AS types, \
                      ARRAY['oid', 'regclass', 'regproc', 'regprocedure', 'regnamespace', 'regrole']::regtype[]::oid[] \
                          AS named) t \
         WHERE pronamespace = 'pg_catalog'::regnamespace GROUP BY 1 ORDER BY 1"
    ))
    .load(&mut pg)
    .unwrap();
    assert!(functions.len() > 2_000);
    let (mut wrongly_refused, mut wrongly_accepted) = (Vec::new(), Vec::new());
    for Function {
        name,
        plain,
        internal,
    } in functions
    {
        let found = codes(&name);
        let is_accepted = !found.contains(&"unlisted-function");
        let is_judged_by_another = found.iter().any(|&code| code != "unlisted-function");
        let is_plain = plain && !name.starts_with("pg_") && !NOT_LISTED.contains(&&*name);
        if is_plain && !is_accepted {
            wrongly_refused.push(name);
        } else if !is_plain
            && is_accepted
            && !is_judged_by_another
            && !is_reviewed(&name)
            && !internal
        {
            wrongly_accepted.push(name);
        }
    }
    // A new version of PostgreSQL has new functions: read what they do, then list them in
    // `schema-iso/src/migration/functions/harmless.rs` or here.
    assert!(
        wrongly_refused.is_empty(),
        "not on the list: {wrongly_refused:?}"
    );
    assert!(
        wrongly_accepted.is_empty(),
        "on the list, and nobody has read it: {wrongly_accepted:?}"
    );
}

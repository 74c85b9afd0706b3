//! What a plugin learns of others beside their rows, and how it can be in their way.

use super::{Family, Gain};

pub(crate) const LEARNING: Family = Family {
    name: "names, numbers and activity of others",
    gain: Gain::Names,
    rows: &[
        (
            "names of schemas and tables (`pg_class`)",
            "",
            "EXISTS (SELECT FROM pg_class WHERE relname = 'secrets')",
        ),
        (
            "names of columns (`pg_attribute`)",
            "",
            "EXISTS (SELECT FROM pg_attribute WHERE attrelid = (SELECT oid FROM pg_class WHERE relname = 'secrets') AND attname = 'secret')",
        ),
        (
            "names of columns (`information_schema`)",
            "",
            "EXISTS (SELECT FROM information_schema.columns WHERE table_schema = '{victim}')",
        ),
        (
            "the name of a table by `regclass`",
            "SELECT '{victim}.secrets'::regclass",
            "",
        ),
        (
            "labels of enums (`pg_enum`)",
            "",
            "EXISTS (SELECT FROM pg_enum WHERE enumlabel = 'calm')",
        ),
        (
            "texts of functions (`pg_proc`)",
            "",
            "EXISTS (SELECT FROM pg_proc WHERE proname = 'reveal' AND prosrc <> '')",
        ),
        (
            "texts of views (`pg_get_viewdef`)",
            "",
            "(SELECT pg_get_viewdef(oid) LIKE '%secret%' FROM pg_class WHERE relname = 'peek')",
        ),
        (
            "defaults and checks (`pg_get_constraintdef`)",
            "",
            "(SELECT count(pg_get_constraintdef(oid)) > 0 FROM pg_constraint WHERE conname = 'not_loud')",
        ),
        (
            "comments (`pg_description`)",
            "",
            "EXISTS (SELECT FROM pg_description WHERE description = 'a comment of the victim')",
        ),
        (
            "numbers of rows (`reltuples`)",
            "",
            "(SELECT reltuples >= 0 FROM pg_class WHERE relname = 'secrets')",
        ),
        (
            "numbers of rows (`pg_stat_user_tables`)",
            "",
            "EXISTS (SELECT FROM pg_stat_all_tables WHERE schemaname = '{victim}' AND relname = 'secrets')",
        ),
        (
            "the size of a table (`pg_relation_size`)",
            "",
            "(SELECT pg_relation_size(oid) > 0 FROM pg_class WHERE relname = 'secrets')",
        ),
        (
            "the file of a table (`pg_relation_filepath`)",
            "",
            "(SELECT pg_relation_filepath(oid) <> '' FROM pg_class WHERE relname = 'secrets')",
        ),
        (
            "the last value of a sequence (`pg_sequence_last_value`)",
            "",
            "(SELECT pg_sequence_last_value(oid) IS NOT NULL FROM pg_class WHERE relname = 'secrets_id_seq')",
        ),
        (
            "the last value of a sequence (`pg_sequences`)",
            "",
            "(SELECT last_value IS NOT NULL FROM pg_sequences WHERE sequencename = 'secrets_id_seq')",
        ),
        (
            "the oids of large objects (`pg_largeobject_metadata`)",
            "",
            "EXISTS (SELECT FROM pg_largeobject_metadata WHERE oid = 4711)",
        ),
        (
            "others' sessions (`pg_stat_activity`)",
            "",
            "EXISTS (SELECT FROM pg_stat_activity WHERE application_name LIKE '%/escape-victim')",
        ),
        (
            "others' statements (`pg_stat_activity`)",
            "",
            "EXISTS (SELECT FROM pg_stat_activity WHERE query LIKE '%a statement of the victim%' AND pid <> pg_backend_pid())",
        ),
        (
            "others' locks (`pg_locks`)",
            "",
            "EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711)",
        ),
        (
            "others' temporary tables by name",
            "",
            "EXISTS (SELECT FROM pg_class WHERE relname = 'diary')",
        ),
        (
            "names of roles (`pg_roles`)",
            "",
            "EXISTS (SELECT FROM pg_roles WHERE rolname = '{host}')",
        ),
        (
            "memberships (`pg_auth_members`)",
            "",
            "EXISTS (SELECT FROM pg_auth_members)",
        ),
        (
            "password verifiers (`pg_authid`)",
            "SELECT rolpassword FROM pg_authid",
            "",
        ),
        (
            "password verifiers (`pg_shadow`)",
            "SELECT passwd FROM pg_shadow",
            "",
        ),
        (
            "privileges (`pg_namespace.nspacl`)",
            "",
            "(SELECT count(*) > 0 FROM pg_namespace WHERE nspname = '{victim}')",
        ),
        (
            "settings of roles (`pg_db_role_setting`)",
            "SELECT * FROM pg_db_role_setting",
            "",
        ),
        (
            "options of foreign servers (`pg_foreign_server`)",
            "",
            "EXISTS (SELECT FROM pg_foreign_server WHERE srvname = 'elsewhere')",
        ),
        (
            "passwords of user mappings (`pg_user_mappings`)",
            "",
            "EXISTS (SELECT FROM pg_user_mappings WHERE umoptions::text LIKE '%hush%')",
        ),
        (
            "the catalogue of user mappings (`pg_user_mapping`)",
            "SELECT umoptions FROM pg_user_mapping",
            "",
        ),
        (
            "connection strings of subscriptions (`pg_subscription`)",
            "SELECT subconninfo FROM pg_subscription",
            "",
        ),
        ("`pg_hba_file_rules`", "SELECT * FROM pg_hba_file_rules", ""),
        ("`pg_file_settings`", "SELECT * FROM pg_file_settings", ""),
        (
            "the data directory (`SHOW data_directory`)",
            "SHOW data_directory",
            "",
        ),
        (
            "the address of the server's socket",
            "SHOW unix_socket_directories",
            "",
        ),
        (
            "other databases (`pg_database`)",
            "",
            "(SELECT count(*) > 1 FROM pg_database)",
        ),
        (
            "numbers of transactions (`pg_stat_database`)",
            "",
            "(SELECT xact_commit > 0 FROM pg_stat_database WHERE datname = current_database())",
        ),
        (
            "other transactions (`txid_current_snapshot`)",
            "SELECT txid_current_snapshot()",
            "",
        ),
        (
            "the position of the WAL (`pg_current_wal_lsn`)",
            "SELECT pg_current_wal_lsn()",
            "",
        ),
        (
            "progress of others' maintenance (`pg_stat_progress_vacuum`)",
            "SELECT * FROM pg_stat_progress_vacuum",
            "",
        ),
        (
            "prepared transactions (`pg_prepared_xacts`)",
            "SELECT * FROM pg_prepared_xacts",
            "",
        ),
        (
            "the memory of others (`pg_log_backend_memory_contexts`)",
            "SELECT pg_log_backend_memory_contexts({pid})",
            "",
        ),
        (
            "`pg_shmem_allocations`",
            "SELECT * FROM pg_shmem_allocations",
            "",
        ),
    ],
    alone: false,
};

pub(crate) const DISTURBING: Family = Family {
    name: "being in others' way",
    gain: Gain::Way,
    rows: &[
        (
            "`LOCK TABLE` of another plugin",
            "LOCK TABLE {victim}.secrets",
            "",
        ),
        (
            "`SELECT … FOR UPDATE` of another plugin's rows",
            "SELECT * FROM {victim}.secrets FOR UPDATE",
            "",
        ),
        (
            "`pg_terminate_backend` of another plugin's session",
            "",
            "pg_terminate_backend({pid})",
        ),
        (
            "`pg_cancel_backend` of another plugin's session",
            "",
            "pg_cancel_backend({pid})",
        ),
        (
            "an advisory lock that another program uses",
            "SELECT pg_advisory_xact_lock(4712)",
            "",
        ),
        (
            "an advisory lock for the session",
            "SELECT pg_advisory_lock(4712)",
            "",
        ),
        (
            "`NOTIFY` on another plugin's channel",
            "NOTIFY news, 'false'",
            "",
        ),
        ("`LISTEN` on another plugin's channel", "LISTEN news", ""),
        (
            "`SET application_name` to another plugin's",
            "SET application_name = 'schema-iso/escape-victim'",
            "",
        ),
        (
            "a line in the server's log (`RAISE LOG`)",
            "DO $$ BEGIN RAISE LOG 'false'; END $$",
            "",
        ),
        (
            "`pg_logical_emit_message` into the WAL",
            "SELECT pg_logical_emit_message(false, 'x', 'false')",
            "",
        ),
        (
            "`SET statement_timeout = 0`",
            "SET statement_timeout = 0",
            "",
        ),
        ("`SET lock_timeout = 0`", "SET lock_timeout = 0", ""),
        (
            "`SET idle_in_transaction_session_timeout = 0`",
            "SET idle_in_transaction_session_timeout = 0",
            "",
        ),
        ("`SET work_mem` to a gigabyte", "SET work_mem = '1GB'", ""),
        (
            "`SET temp_buffers` to a gigabyte",
            "SET temp_buffers = '1GB'",
            "",
        ),
        (
            "`SET max_parallel_workers_per_gather`",
            "SET max_parallel_workers_per_gather = 64",
            "",
        ),
        (
            "temporary tables, which fill the disk",
            "CREATE TEMP TABLE full_disk AS SELECT generate_series(1, 10)",
            "",
        ),
        (
            "large objects, which fill the disk",
            "SELECT lo_from_bytea(0, 'x')",
            "",
        ),
        (
            "tables of its owner role, which fill the disk",
            "SELECT {thief}.run_as_owner('CREATE TABLE full_disk (a int)')",
            "",
        ),
        (
            "a snapshot that keeps dead rows of all (`REPEATABLE READ`)",
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT 1",
            "",
        ),
        ("`pg_export_snapshot`", "SELECT pg_export_snapshot()", ""),
        ("`pg_sleep`", "SELECT pg_sleep(0.001)", ""),
        (
            "a regular expression that takes long",
            "SELECT repeat('a', 20) ~ '(a+)+b'",
            "",
        ),
        (
            "`PREPARE TRANSACTION`, which servers have off by default",
            "PREPARE TRANSACTION 'escaped'",
            "",
        ),
    ],
    alone: false,
};

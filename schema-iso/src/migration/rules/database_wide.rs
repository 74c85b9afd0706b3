//! `database-wide`: statements that reach beyond any schema.

use squawk_parser::SyntaxKind::{self, *};

use crate::migration::page::RulePage;
use crate::migration::syntax::{Node, call_name, fold};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "database-wide",
    problem: "A migration makes, changes or drops something that the whole database or server shares, or reads or \
              writes files of the server.",
    solution: "Leave it to the host. Name the table in `VACUUM`, `ANALYZE`, `CLUSTER` and `REINDEX`.",
    reported: "ANALYZE;",
    accepted: "ANALYZE items;",
};

/// Functions that work on the server, its files, its other sessions, or other servers.
const SERVER_FUNCTIONS: &[&str] = &[
    "database_to_xml",
    "database_to_xml_and_xmlschema",
    "database_to_xmlschema",
    "dblink",
    "dblink_connect",
    "dblink_connect_u",
    "dblink_exec",
    "dblink_open",
    "dblink_send_query",
    "lo_export",
    "lo_get",
    "lo_import",
    "lo_open",
    "lo_put",
    "lo_truncate",
    "lo_truncate64",
    "lo_unlink",
    "loread",
    "lowrite",
    "pg_advisory_unlock_all",
    "pg_backup_start",
    "pg_backup_stop",
    "pg_cancel_backend",
    "pg_copy_logical_replication_slot",
    "pg_copy_physical_replication_slot",
    "pg_create_logical_replication_slot",
    "pg_create_physical_replication_slot",
    "pg_create_restore_point",
    "pg_current_logfile",
    "pg_drop_replication_slot",
    "pg_file_rename",
    "pg_file_sync",
    "pg_file_unlink",
    "pg_file_write",
    "pg_import_system_collations",
    "pg_log_backend_memory_contexts",
    "pg_logical_emit_message",
    "pg_promote",
    "pg_read_binary_file",
    "pg_read_file",
    "pg_reload_conf",
    "pg_replication_origin_create",
    "pg_replication_origin_drop",
    "pg_replication_slot_advance",
    "pg_restore_attribute_stats",
    "pg_restore_relation_stats",
    "pg_rotate_logfile",
    "pg_stat_file",
    "pg_stat_reset",
    "pg_stat_reset_shared",
    "pg_switch_wal",
    "pg_terminate_backend",
    "pg_wal_replay_pause",
    "pg_wal_replay_resume",
];

const HELP: &str = "leave it to the host; a plugin works in its own schema only";

pub(super) fn node(visit: &mut Visit<'_>, node: Node<'_>, kind: SyntaxKind) {
    let what = match kind {
        CREATE_DATABASE | ALTER_DATABASE | DROP_DATABASE | OBJECT_DATABASE => "databases are",
        CREATE_TABLESPACE | ALTER_TABLESPACE | DROP_TABLESPACE | OBJECT_TABLESPACE
        | ALL_IN_TABLESPACE => "tablespaces are",
        CREATE_SUBSCRIPTION | ALTER_SUBSCRIPTION | DROP_SUBSCRIPTION | OBJECT_SUBSCRIPTION => {
            "subscriptions are"
        }
        CREATE_PUBLICATION | ALTER_PUBLICATION | DROP_PUBLICATION | OBJECT_PUBLICATION => {
            "publications are"
        }
        CREATE_EVENT_TRIGGER | ALTER_EVENT_TRIGGER | DROP_EVENT_TRIGGER | OBJECT_EVENT_TRIGGER => {
            "event triggers are"
        }
        CREATE_SERVER | ALTER_SERVER | DROP_SERVER | OBJECT_SERVER => "foreign servers are",
        CREATE_FOREIGN_DATA_WRAPPER
        | ALTER_FOREIGN_DATA_WRAPPER
        | DROP_FOREIGN_DATA_WRAPPER
        | OBJECT_FOREIGN_DATA_WRAPPER => "foreign data wrappers are",
        CREATE_USER_MAPPING | ALTER_USER_MAPPING | DROP_USER_MAPPING => "user mappings are",
        CREATE_LANGUAGE | ALTER_LANGUAGE | DROP_LANGUAGE | OBJECT_LANGUAGE => "languages are",
        CREATE_ACCESS_METHOD | DROP_ACCESS_METHOD | OBJECT_ACCESS_METHOD => "access methods are",
        CREATE_TRANSFORM | DROP_TRANSFORM | OBJECT_TRANSFORM => "transforms are",
        CREATE_FOREIGN_TABLE
        | ALTER_FOREIGN_TABLE
        | DROP_FOREIGN_TABLE
        | IMPORT_FOREIGN_SCHEMA
        | OBJECT_FOREIGN_TABLE => "foreign tables are",
        ALTER_LARGE_OBJECT | OBJECT_LARGE_OBJECT => "large objects are",
        ALTER_SYSTEM => "the server's settings are",
        LOAD => "libraries of the server are",
        CHECKPOINT => "checkpoints are",
        REINDEX_TARGET_DATABASE | REINDEX_TARGET_SYSTEM => "the indexes of a whole database are",
        CREATE_CAST => return cast(visit, node),
        CREATE_OPERATOR_CLASS => return default_class(visit, node),
        ANALYZE | VACUUM | CLUSTER | REPACK | CLUSTER_LEGACY => return whole_database(visit, node),
        _ => return,
    };
    visit.error(
        &PAGE,
        node,
        format!("{what} shared beyond the plugin's schema"),
        HELP,
    );
}

/// PostgreSQL's own types, in the spellings that a name can have.
const TYPES: &[&str] = &[
    "aclitem",
    "anyarray",
    "bit",
    "bool",
    "boolean",
    "box",
    "bpchar",
    "bytea",
    "char",
    "character",
    "cid",
    "cidr",
    "circle",
    "cstring",
    "date",
    "datemultirange",
    "daterange",
    "dec",
    "decimal",
    "double precision",
    "float",
    "float4",
    "float8",
    "inet",
    "int",
    "int2",
    "int2vector",
    "int4",
    "int4multirange",
    "int4range",
    "int8",
    "int8multirange",
    "int8range",
    "integer",
    "interval",
    "json",
    "jsonb",
    "jsonpath",
    "line",
    "lseg",
    "macaddr",
    "macaddr8",
    "money",
    "name",
    "numeric",
    "nummultirange",
    "numrange",
    "oid",
    "oidvector",
    "path",
    "pg_lsn",
    "pg_snapshot",
    "point",
    "polygon",
    "real",
    "record",
    "refcursor",
    "regclass",
    "regcollation",
    "regconfig",
    "regdictionary",
    "regnamespace",
    "regoper",
    "regoperator",
    "regproc",
    "regprocedure",
    "regrole",
    "regtype",
    "smallint",
    "text",
    "tid",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "tsmultirange",
    "tsquery",
    "tsrange",
    "tstzmultirange",
    "tstzrange",
    "tsvector",
    "txid_snapshot",
    "uuid",
    "varbit",
    "varchar",
    "void",
    "xid",
    "xid8",
    "xml",
];

/// Whether a type can be one of the plugin's: it has the plugin's schema or none, and PostgreSQL has
/// no type of that name.
fn can_be_own(visit: &Visit<'_>, of_type: Node<'_>) -> bool {
    if of_type.kind() != PATH_TYPE {
        // `double precision`, `timestamp with time zone` and other spellings of PostgreSQL's types;
        // an array is made by its elements' type.
        return of_type
            .children()
            .any(|inside| inside.kind() == PATH_TYPE && can_be_own(visit, inside));
    }
    let Some(path) = of_type.child(PATH_REF) else {
        return false;
    };
    let names: Vec<_> = path.tokens().filter(|it| it.kind() != DOT).collect();
    match names.as_slice() {
        [name] => !TYPES.contains(&&*fold(name.text())),
        [schema, _] => {
            let schema = fold(schema.text());
            schema == visit.context.own_schema
                || schema == "public"
                || visit.context.previous_schemas.contains(&&*schema)
        }
        _ => false,
    }
}

/// A cast has no schema: whoever casts the one type to the other calls its function.
fn cast(visit: &mut Visit<'_>, node: Node<'_>) {
    let Some(types) = node.child(CAST_SIG) else {
        return;
    };
    let mut types = types.children().filter(|child| !child.is_token());
    if !types.any(|of_type| can_be_own(visit, of_type)) {
        let message =
            "a cast between types that are not the plugin's is used by statements of every plugin";
        visit.error(&PAGE, node, message, "write a function, and call it");
    }
}

/// A default operator class of a type is taken for the indexes of every plugin.
fn default_class(visit: &mut Visit<'_>, node: Node<'_>) {
    let is_default = node.children().any(|child| child.kind() == DEFAULT_KW);
    let of_type = node.children().find(|child| {
        !child.is_token()
            && !matches!(
                child.kind(),
                OP_CLASS_NAME | USING_METHOD | OPERATOR_CLASS_OPTION_LIST
            )
    });
    if is_default && !of_type.is_some_and(|of_type| can_be_own(visit, of_type)) {
        let message = "a default operator class of a type that is not the plugin's is used by indexes of every plugin";
        visit.error(
            &PAGE,
            node,
            message,
            "leave `DEFAULT` out, and name the class in the index",
        );
    }
}

/// Whether a word is the name of a function that reaches beyond the database's tables.
pub(super) fn is_one(name: &str) -> bool {
    SERVER_FUNCTIONS.contains(&name) || name.starts_with("pg_ls_")
}

/// A call of such a function.
pub(super) fn call(visit: &mut Visit<'_>, node: Node<'_>) {
    let Some(name) = call_name(node) else {
        return;
    };
    if is_one(&name) {
        visit.error(
            &PAGE,
            node,
            format!("`{name}` reaches beyond the plugin's schema"),
            HELP,
        );
    }
}

/// `VACUUM` and the like without a table work on everything.
fn whole_database(visit: &mut Visit<'_>, node: Node<'_>) {
    let names_a_table = node
        .descendants()
        .any(|inside| matches!(inside.kind(), PATH | PATH_REF));
    let inside_another = node
        .parent()
        .is_some_and(|parent| matches!(parent.kind(), CLUSTER | VACUUM));
    if !names_a_table && !inside_another {
        visit.error(
            &PAGE,
            node,
            "without a table this works on the whole database",
            "name the table",
        );
    }
}

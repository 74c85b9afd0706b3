//! `unlisted-catalogue` and `view-of-catalogue`: what of PostgreSQL's catalogue a migration reads.

use squawk_parser::SyntaxKind::*;

use super::values_of_all;
use crate::migration::page::RulePage;
use crate::migration::syntax::{Node, call_name, fold};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "unlisted-catalogue",
    problem: "A table or view of PostgreSQL's catalogue is read that is not on the list of those which describe schemas \
              and what is in them. Others hold passwords, values, statements or addresses: `pg_authid`, `pg_sequences`, \
              `pg_user_mappings`.",
    solution: "Leave it out; what the host is to see of the server, it asks for itself.",
    reported: "CREATE TABLE names AS SELECT rolname, rolpassword FROM pg_authid;",
    accepted: "CREATE TABLE names AS SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace;",
};

pub(super) const VIEW_PAGE: RulePage = RulePage {
    code: "view-of-catalogue",
    problem: "A view is a plain select on one table of PostgreSQL's catalogue. PostgreSQL lets such a view be written, with \
              the rights of the view's owner, and whoever can write the catalogue can do everything.",
    solution: "Ask the catalogue in a function, or in a materialized view.",
    reported: "CREATE VIEW tables AS SELECT relname FROM pg_class;",
    accepted: "CREATE MATERIALIZED VIEW tables AS SELECT relname FROM pg_class;",
};

/// What describes schemas and what is in them.
const OF_PG_CATALOG: &[&str] = &[
    "pg_aggregate",
    "pg_am",
    "pg_amop",
    "pg_amproc",
    "pg_attrdef",
    "pg_attribute",
    "pg_available_extension_versions",
    "pg_available_extensions",
    "pg_cast",
    "pg_class",
    "pg_collation",
    "pg_constraint",
    "pg_conversion",
    "pg_database",
    "pg_depend",
    "pg_description",
    "pg_enum",
    "pg_extension",
    "pg_index",
    "pg_indexes",
    "pg_inherits",
    "pg_language",
    "pg_locks",
    "pg_matviews",
    "pg_namespace",
    "pg_opclass",
    "pg_operator",
    "pg_opfamily",
    "pg_partitioned_table",
    "pg_policies",
    "pg_policy",
    "pg_proc",
    "pg_range",
    "pg_rewrite",
    "pg_roles",
    "pg_rules",
    "pg_sequence",
    "pg_settings",
    "pg_statistic_ext",
    "pg_tables",
    "pg_tablespace",
    "pg_timezone_abbrevs",
    "pg_timezone_names",
    "pg_trigger",
    "pg_ts_config",
    "pg_ts_config_map",
    "pg_ts_dict",
    "pg_ts_parser",
    "pg_ts_template",
    "pg_type",
    "pg_user",
    "pg_views",
];

/// The same in `information_schema`; what is left out has the options of foreign servers and of user
/// mappings, which hold passwords.
const OF_INFORMATION_SCHEMA: &[&str] = &[
    "attributes",
    "character_sets",
    "check_constraint_routine_usage",
    "check_constraints",
    "collation_character_set_applicability",
    "collations",
    "column_column_usage",
    "column_domain_usage",
    "column_privileges",
    "column_udt_usage",
    "columns",
    "constraint_column_usage",
    "constraint_table_usage",
    "domain_constraints",
    "domain_udt_usage",
    "domains",
    "element_types",
    "enabled_roles",
    "information_schema_catalog_name",
    "key_column_usage",
    "parameters",
    "referential_constraints",
    "role_column_grants",
    "role_routine_grants",
    "role_table_grants",
    "role_udt_grants",
    "role_usage_grants",
    "routine_column_usage",
    "routine_privileges",
    "routine_routine_usage",
    "routine_sequence_usage",
    "routine_table_usage",
    "routines",
    "schemata",
    "sequences",
    "sql_features",
    "sql_implementation_info",
    "sql_parts",
    "sql_sizing",
    "table_constraints",
    "table_privileges",
    "tables",
    "triggered_update_columns",
    "triggers",
    "udt_privileges",
    "usage_privileges",
    "user_defined_types",
    "view_column_usage",
    "view_routine_usage",
    "view_table_usage",
    "views",
];

/// Whether a word is the name of a table of the catalogue that must not be read. A table of the
/// plugin can begin like one, so this is for texts that are not understood.
pub(super) fn is_unlisted(name: &str) -> bool {
    name.starts_with("pg_") && is_known(name) && !OF_PG_CATALOG.contains(&name)
}

/// Tables and views of PostgreSQL 13 to 18 that are not on the list.
fn is_known(name: &str) -> bool {
    matches!(
        name,
        "pg_aios"
            | "pg_auth_members"
            | "pg_authid"
            | "pg_backend_memory_contexts"
            | "pg_config"
            | "pg_cursors"
            | "pg_db_role_setting"
            | "pg_default_acl"
            | "pg_event_trigger"
            | "pg_file_settings"
            | "pg_foreign_data_wrapper"
            | "pg_foreign_server"
            | "pg_foreign_table"
            | "pg_group"
            | "pg_hba_file_rules"
            | "pg_ident_file_mappings"
            | "pg_init_privs"
            | "pg_largeobject_metadata"
            | "pg_parameter_acl"
            | "pg_prepared_statements"
            | "pg_prepared_xacts"
            | "pg_publication"
            | "pg_publication_namespace"
            | "pg_publication_rel"
            | "pg_publication_tables"
            | "pg_replication_origin"
            | "pg_replication_origin_status"
            | "pg_replication_slots"
            | "pg_seclabel"
            | "pg_seclabels"
            | "pg_sequences"
            | "pg_shadow"
            | "pg_shdepend"
            | "pg_shdescription"
            | "pg_shmem_allocations"
            | "pg_shmem_allocations_numa"
            | "pg_shseclabel"
            | "pg_subscription"
            | "pg_subscription_rel"
            | "pg_transform"
            | "pg_user_mapping"
            | "pg_user_mappings"
            | "pg_wait_events"
    ) || name.starts_with("pg_stat")
}

/// Which part of the catalogue a name leads to, if it does: its schema, and the name.
fn catalogue(relation: Node<'_>) -> Option<(&'static str, String)> {
    let names: Vec<String> = relation
        .tokens()
        .filter(|token| token.kind() != DOT)
        .map(|token| fold(token.text()).into_owned())
        .collect();
    match names.as_slice() {
        [schema, name] if schema == "pg_catalog" => Some(("pg_catalog", name.clone())),
        [schema, name] if schema == "information_schema" => {
            Some(("information_schema", name.clone()))
        }
        // PostgreSQL looks there first.
        [name] if name.starts_with("pg_") => Some(("pg_catalog", name.clone())),
        _ => None,
    }
}

/// The name of a table or view that is read.
pub(super) fn read(visit: &mut Visit<'_>, node: Node<'_>) {
    let Some((schema, name)) = catalogue(node) else {
        return;
    };
    let list = match schema {
        "pg_catalog" => OF_PG_CATALOG,
        _ => OF_INFORMATION_SCHEMA,
    };
    // A table of the plugin cannot be meant by `pg_catalog.x`, and not by a name that PostgreSQL's
    // catalogue has: PostgreSQL looks there first.
    let is_own = node.tokens().count() == 1 && visit.makes_relation(&name) && !is_known(&name);
    if list.contains(&&*name) || is_own || values_of_all::is_one(&name) {
        return;
    }
    let message = format!("`{name}` of the catalogue is not one of those that a migration reads");
    visit.error(&PAGE, node, message, "leave it out");
}

/// A view that PostgreSQL would let be written.
///
/// See "Updatable Views" under `CREATE VIEW` in PostgreSQL's documentation.
pub(super) fn view(visit: &mut Visit<'_>, node: Node<'_>) {
    let Some(relation) = written_through(node) else {
        return;
    };
    if let Some(("pg_catalog", name)) = catalogue(relation)
        && OF_PG_CATALOG.contains(&&*name)
    {
        let message = format!("a view of `{name}` alone could be written, with its owner's rights");
        let help = "ask the catalogue in a function, or in a materialized view";
        visit.error(&VIEW_PAGE, relation, message, help);
    }
}

/// The one table that a write to a view, or to a query in it, would go to.
fn written_through(query: Node<'_>) -> Option<Node<'_>> {
    if let Some(inner) = query.child(PAREN_SELECT) {
        return written_through(inner);
    }
    if let Some(table) = query.child(TABLE) {
        return table
            .descendants()
            .find(|inside| inside.kind() == RELATION_NAME_REF);
    }
    let select = query.child(SELECT)?;
    let is_computed = select.children().any(|clause| {
        matches!(
            clause.kind(),
            GROUP_BY_CLAUSE
                | HAVING_CLAUSE
                | LIMIT_CLAUSE
                | OFFSET_CLAUSE
                | FETCH_CLAUSE
                | WITH_CLAUSE
        )
    });
    let is_one_row_of_many = select.child(SELECT_CLAUSE).is_some_and(|clause| {
        clause.has_child(DISTINCT_CLAUSE)
            || clause.child(TARGET_LIST).is_some_and(|targets| {
                targets
                    .children()
                    .filter_map(|target| target.child(CALL_EXPR))
                    .any(|call| call.has_child(OVER_CLAUSE) || counts_rows(call))
            })
    });
    if is_computed || is_one_row_of_many {
        return None;
    }
    let mut items = select
        .child(FROM_CLAUSE)?
        .children()
        .filter(|child| !child.is_token());
    let (Some(only), None) = (items.next(), items.next()) else {
        return None;
    };
    let mut relations = only
        .descendants()
        .filter(|inside| inside.kind() == RELATION_NAME_REF);
    let is_a_query = only
        .descendants()
        .any(|inside| matches!(inside.kind(), SELECT | TABLE));
    match (relations.next(), relations.next()) {
        (Some(relation), None) if !is_a_query => Some(relation),
        _ => None,
    }
}

/// `count(*)`; a plugin's own function can be called `count`, and cannot be called with a star.
fn counts_rows(call: Node<'_>) -> bool {
    let starred = call
        .child(ARG_LIST)
        .is_some_and(|list| list.has_child(STAR));
    starred && call_name(call).is_some_and(|name| name == "count")
}

//! `foreign-schema`: a name outside the plugin's schema.

use squawk_parser::SyntaxKind;

use super::statement_kind;
use crate::migration::page::RulePage;
use crate::migration::rewrite::{is_removable, is_spelled_out};
use crate::migration::syntax::{Node, Qualifier, Usage, fold, qualifier, unqualified_target};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "foreign-schema",
    problem: "A migration names a schema that is neither the plugin's own nor shared by the host.",
    solution: "Leave the schema out: the plugin's schema is the search path. What belongs to another plugin is \
               asked for through that plugin's crate; what all plugins may use is in a schema that the host shares.",
    reported: "ALTER TABLE items ADD FOREIGN KEY (owner_id) REFERENCES plugin_auth.users;",
    accepted: "ALTER TABLE items ADD FOREIGN KEY (group_id) REFERENCES groups;",
};

const OWN: &str =
    "name objects of the plugin without a schema; the host may share a schema with all plugins";

/// A name that may have a schema.
pub(super) fn name(visit: &mut Visit<'_>, node: Node<'_>) {
    let unit = visit.unit();
    let Some(found) = qualifier(unit, node) else {
        return catalogue(visit, node);
    };
    let spelled = found.schema.text();
    if is_unicode(spelled) {
        // `unicode-identifier` reports it.
        return;
    }
    let schema = fold(spelled);
    if found.database {
        return visit.error(
            &PAGE,
            node,
            format!("`{}` names a database", node.text()),
            format!(
                "write `{}`",
                found
                    .object
                    .map_or("the name alone", |object| object.text())
            ),
        );
    }
    match &*schema {
        "public"
            if unit.is_code
                && is_removable(&found)
                && is_spelled_out(visit.script.source, unit, &found) => {}
        "public" => public(visit, node, &found),
        // The runner puts the schema now in its place.
        former
            if unit.is_code
                && visit.context.previous_schemas.contains(&former)
                && is_spelled_out(visit.script.source, unit, &found) => {}
        "pg_temp" => {}
        "pg_catalog" | "information_schema" => {
            if found.usage == Usage::Write {
                visit.error(
                    &PAGE,
                    found.schema,
                    format!("`{schema}` belongs to PostgreSQL and is only read"),
                    OWN,
                );
            }
        }
        schema if found.usage == Usage::Write && visit.context.shared_schemas.contains(&schema) => {
            visit.error(
                &PAGE,
                found.schema,
                format!("`{schema}` is shared by all plugins and only used"),
                OWN,
            );
        }
        schema => foreign(visit, found.schema, schema),
    }
}

/// PostgreSQL's own tables and views, which are found without a schema too.
const CATALOGUES: &[&str] = &[
    "pg_aggregate",
    "pg_am",
    "pg_amop",
    "pg_amproc",
    "pg_attrdef",
    "pg_attribute",
    "pg_auth_members",
    "pg_authid",
    "pg_cast",
    "pg_class",
    "pg_collation",
    "pg_constraint",
    "pg_conversion",
    "pg_database",
    "pg_db_role_setting",
    "pg_default_acl",
    "pg_depend",
    "pg_description",
    "pg_enum",
    "pg_event_trigger",
    "pg_extension",
    "pg_foreign_data_wrapper",
    "pg_foreign_server",
    "pg_foreign_table",
    "pg_group",
    "pg_index",
    "pg_inherits",
    "pg_init_privs",
    "pg_language",
    "pg_largeobject",
    "pg_largeobject_metadata",
    "pg_namespace",
    "pg_opclass",
    "pg_operator",
    "pg_opfamily",
    "pg_parameter_acl",
    "pg_partitioned_table",
    "pg_policy",
    "pg_proc",
    "pg_publication",
    "pg_publication_namespace",
    "pg_publication_rel",
    "pg_range",
    "pg_replication_origin",
    "pg_rewrite",
    "pg_roles",
    "pg_rules",
    "pg_seclabel",
    "pg_sequence",
    "pg_settings",
    "pg_shadow",
    "pg_shdepend",
    "pg_shdescription",
    "pg_shseclabel",
    "pg_statistic",
    "pg_statistic_ext",
    "pg_statistic_ext_data",
    "pg_subscription",
    "pg_subscription_rel",
    "pg_tablespace",
    "pg_transform",
    "pg_trigger",
    "pg_ts_config",
    "pg_ts_config_map",
    "pg_ts_dict",
    "pg_ts_parser",
    "pg_ts_template",
    "pg_type",
    "pg_user",
    "pg_user_mapping",
];

fn catalogue(visit: &mut Visit<'_>, node: Node<'_>) {
    let Some(target) = unqualified_target(node) else {
        return;
    };
    let name = fold(target.text());
    if name.starts_with("pg_") && CATALOGUES.contains(&&*name) {
        visit.error(
            &PAGE,
            target,
            format!("`{name}` belongs to PostgreSQL and is only read"),
            OWN,
        );
    }
}

/// A schema that stands alone, such as in `IN SCHEMA a`.
pub(super) fn schema(visit: &mut Visit<'_>, node: Node<'_>) {
    // Where the whole statement is refused, its schema adds nothing.
    let reported_elsewhere = node.ancestors().any(|outer| {
        matches!(
            outer.kind(),
            SyntaxKind::SET_SCHEMA | SyntaxKind::OBJECT_SCHEMA
        ) || statement_kind::ELSEWHERE.contains(&outer.kind())
    });
    if reported_elsewhere || is_unicode(node.text()) {
        return;
    }
    foreign(visit, node, &fold(node.text()));
}

fn public(visit: &mut Visit<'_>, node: Node<'_>, found: &Qualifier<'_>) {
    let Some(object) = found.object else {
        return foreign(visit, found.schema, "public");
    };
    let unit = visit.unit();
    if unit.is_code && !is_removable(found) {
        let word = object.text().to_ascii_lowercase();
        return visit.error(
            &PAGE,
            node,
            format!(
                "`{}` cannot lose its schema: `{word}` is a key word",
                node.text()
            ),
            format!("write `\"{word}\"`"),
        );
    }
    foreign(visit, found.schema, "public");
}

/// Reports a schema unless it may be named.
pub(super) fn foreign(visit: &mut Visit<'_>, node: Node<'_>, schema: &str) {
    if let Some((message, help)) = refusal(visit, schema) {
        visit.error(&PAGE, node, message, help);
    }
}

/// Message and help for a schema that may not be named.
pub(super) fn refusal(visit: &Visit<'_>, schema: &str) -> Option<(String, String)> {
    let context = visit.context;
    if context.may_name(schema) || schema == "pg_temp" {
        return None;
    }
    if context.previous_schemas.contains(&schema) {
        return Some((
            format!("`{schema}` is the plugin's former schema"),
            "leave the schema out, then the migration works before and after the rename".to_owned(),
        ));
    }
    if schema == "public" {
        return Some((
            "`public` is not the plugin's schema".to_owned(),
            format!(
                "leave `public` out; the plugin's objects are in `{}`",
                context.own_schema
            ),
        ));
    }
    let message = format!(
        "`{schema}` is not the plugin's schema (`{}`)",
        context.own_schema
    );
    Some((message, OWN.to_owned()))
}

fn is_unicode(spelled: &str) -> bool {
    spelled
        .get(..2)
        .is_some_and(|start| start.eq_ignore_ascii_case("u&"))
}

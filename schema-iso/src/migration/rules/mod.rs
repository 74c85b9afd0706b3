//! The rules, each in a file with its page.

mod advisory_lock;
mod body_language;
mod catalogue;
mod catalogue_schema;
mod concurrently;
mod copy_stream;
mod database_wide;
mod dynamic_sql;
mod empty;
mod extension;
mod foreign_schema;
mod fragment;
mod handed_on;
mod live;
mod nesting;
mod role_or_grant;
mod schema_in_text;
mod schema_statement;
mod search_path;
mod security_definer;
mod session_setting;
mod statement_kind;
mod syntax;
mod text_that_runs;
mod tracker;
mod transaction_control;
pub(super) mod truncated_name;
mod unicode_identifier;
mod unlisted_function;
mod unread_body;
mod values_of_all;

#[cfg(test)]
mod tests;

use squawk_parser::SyntaxKind::*;

use super::page::RulePage;
use super::syntax::{FaultKind, Node};
use super::visit::Visit;

pub(super) use empty::PAGE as EMPTY;
pub use empty::is_empty;

/// The pages of the warnings about tables that are in use.
pub(super) const LIVE_PAGES: &[&RulePage] = live::PAGES;

/// The pages, in the order in which they are shown.
pub(super) const PAGES: &[&RulePage] = &[
    &foreign_schema::PAGE,
    &schema_in_text::PAGE,
    &catalogue_schema::PAGE,
    &text_that_runs::PAGE,
    &values_of_all::PAGE,
    &catalogue::PAGE,
    &catalogue::VIEW_PAGE,
    &unlisted_function::PAGE,
    &search_path::PAGE,
    &schema_statement::PAGE,
    &role_or_grant::PAGE,
    &extension::PAGE,
    &database_wide::PAGE,
    &advisory_lock::PAGE,
    &security_definer::PAGE,
    &concurrently::PAGE,
    &transaction_control::PAGE,
    &session_setting::PAGE,
    &tracker::PAGE,
    &copy_stream::PAGE,
    &body_language::PAGE,
    &dynamic_sql::PAGE,
    &unread_body::PAGE,
    &unicode_identifier::PAGE,
    &truncated_name::PAGE,
    &statement_kind::PAGE,
    &syntax::PAGE,
    &nesting::PAGE,
    &empty::PAGE,
];

/// Reports what could not be read.
pub(super) fn faults(visit: &mut Visit<'_>) {
    empty::file(visit);
    truncated_name::file(visit);
    let script = visit.script;
    for fault in &script.faults {
        match &fault.kind {
            FaultKind::Nesting => nesting::fault(visit, fault.offset),
            FaultKind::Syntax(message) => syntax::fault(visit, fault.offset, message),
            FaultKind::Unread => unread_body::fault(visit, fault.offset),
            FaultKind::Undecodable => unread_body::undecodable(visit, fault.offset),
        }
    }
}

/// Reports on a text as a whole.
pub(super) fn unit(visit: &mut Visit<'_>, root: Node<'_>) {
    concurrently::unit(visit, root);
    transaction_control::unit(visit, root);
    unread_body::unit(visit);
}

/// Reports on one node or token.
pub(super) fn node(visit: &mut Visit<'_>, node: Node<'_>) {
    if node.is_token() {
        if node.kind() == IDENT {
            unicode_identifier::token(visit, node);
            tracker::token(visit, node);
            values_of_all::token(visit, node);
        }
        return;
    }
    statement_kind::node(visit, node);
    live::node(visit, node);
    match node.kind() {
        PATH | PATH_REF | FIELD_EXPR => foreign_schema::name(visit, node),
        SCHEMA_REF => foreign_schema::schema(visit, node),
        CALL_EXPR => {
            search_path::call(visit, node);
            schema_in_text::call(visit, node);
            text_that_runs::call(visit, node);
            database_wide::call(visit, node);
            advisory_lock::call(visit, node);
            unlisted_function::call(visit, node);
        }
        CALL => unlisted_function::procedure(visit, node),
        RELATION_NAME_REF => catalogue::read(visit, node),
        CREATE_VIEW => catalogue::view(visit, node),
        ADD_COLUMN | COLUMN | CREATE_DOMAIN | PARAM | PLPGSQL_VAR_DECL => {
            schema_in_text::default(visit, node)
        }
        CAST_EXPR => schema_in_text::cast(visit, node),
        BIN_EXPR => catalogue_schema::comparison(visit, node),
        SET | RESET | DISCARD | SET_CONFIG_PARAM | RESET_CONFIG_PARAM | RESET_FUNC_OPTION
        | ALTER_SYSTEM => {
            search_path::setting(visit, node);
            session_setting::node(visit, node);
            database_wide::node(visit, node, node.kind());
        }
        SET_TRANSACTION => session_setting::node(visit, node),
        SET_SCHEMA | CREATE_SCHEMA | ALTER_SCHEMA | DROP_SCHEMA | OBJECT_SCHEMA => {
            schema_statement::node(visit, node)
        }
        CREATE_FUNCTION | CREATE_PROCEDURE | ALTER_FUNCTION | ALTER_PROCEDURE | ALTER_ROUTINE => {
            security_definer::node(visit, node);
        }
        LANGUAGE_FUNC_OPTION | DO_LANGUAGE => body_language::node(visit, node),
        CREATE_AGGREGATE | CREATE_OPERATOR | CREATE_CAST | CREATE_TYPE | CREATE_OPERATOR_CLASS => {
            handed_on::node(visit, node);
            database_wide::node(visit, node, node.kind());
        }
        ALTER_OPERATOR | ALTER_OPERATOR_FAMILY => handed_on::node(visit, node),
        COPY => copy_stream::node(visit, node),
        PLPGSQL_DYN_EXECUTE_STMT
        | PLPGSQL_FOR_DYN_STMT
        | PLPGSQL_RETURN_QUERY_EXECUTE_STMT
        | PLPGSQL_OPEN_EXECUTE => dynamic_sql::node(visit, node),
        kind => {
            role_or_grant::node(visit, node, kind);
            extension::node(visit, node, kind);
            database_wide::node(visit, node, kind);
        }
    }
}

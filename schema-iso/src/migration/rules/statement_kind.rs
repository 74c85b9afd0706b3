//! `statement-kind`: a statement that no rule has allowed.
//!
//! What is not on the list is refused, so that a statement that a later PostgreSQL brings
//! cannot slip through before somebody has thought about it.

use squawk_parser::SyntaxKind::{self, *};

use crate::migration::page::RulePage;
use crate::migration::syntax::Node;
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "statement-kind",
    problem: "The statement is not one of those that a migration may hold.",
    solution: "Leave it out. Migrations define and fill the plugin's tables, views, sequences, types, functions, \
               triggers, policies and indexes.",
    reported: "LISTEN news;",
    accepted: "NOTIFY news;",
};

/// What a migration may do; some of these have rules of their own.
pub(super) const ACCEPTED: &[SyntaxKind] = &[
    ALTER_AGGREGATE,
    ALTER_COLLATION,
    ALTER_CONVERSION,
    ALTER_DOMAIN,
    ALTER_FUNCTION,
    ALTER_INDEX,
    ALTER_MATERIALIZED_VIEW,
    ALTER_OPERATOR,
    ALTER_OPERATOR_CLASS,
    ALTER_OPERATOR_FAMILY,
    ALTER_POLICY,
    ALTER_PROCEDURE,
    ALTER_ROUTINE,
    ALTER_RULE,
    ALTER_SEQUENCE,
    ALTER_STATISTICS,
    ALTER_TABLE,
    ALTER_TEXT_SEARCH_CONFIGURATION,
    ALTER_TEXT_SEARCH_DICTIONARY,
    ALTER_TEXT_SEARCH_PARSER,
    ALTER_TEXT_SEARCH_TEMPLATE,
    ALTER_TRIGGER,
    ALTER_TYPE,
    ALTER_VIEW,
    ANALYZE,
    BEGIN,
    CALL,
    CLOSE,
    CLUSTER,
    COMMENT_ON,
    COMMIT_TRANSACTION,
    COMPOUND_SELECT,
    CREATE_AGGREGATE,
    CREATE_CAST,
    CREATE_COLLATION,
    CREATE_CONVERSION,
    CREATE_DOMAIN,
    CREATE_FUNCTION,
    CREATE_INDEX,
    CREATE_MATERIALIZED_VIEW,
    CREATE_OPERATOR,
    CREATE_OPERATOR_CLASS,
    CREATE_OPERATOR_FAMILY,
    CREATE_POLICY,
    CREATE_PROCEDURE,
    CREATE_RULE,
    CREATE_SEQUENCE,
    CREATE_STATISTICS,
    CREATE_TABLE,
    CREATE_TABLE_AS,
    CREATE_TEXT_SEARCH_CONFIGURATION,
    CREATE_TEXT_SEARCH_DICTIONARY,
    CREATE_TEXT_SEARCH_PARSER,
    CREATE_TEXT_SEARCH_TEMPLATE,
    CREATE_TRIGGER,
    CREATE_TYPE,
    CREATE_VIEW,
    DECLARE,
    DELETE,
    DISCARD,
    DO,
    DROP_AGGREGATE,
    DROP_CAST,
    DROP_COLLATION,
    DROP_CONVERSION,
    DROP_DOMAIN,
    DROP_FUNCTION,
    DROP_INDEX,
    DROP_MATERIALIZED_VIEW,
    DROP_OPERATOR,
    DROP_OPERATOR_CLASS,
    DROP_OPERATOR_FAMILY,
    DROP_POLICY,
    DROP_PROCEDURE,
    DROP_ROUTINE,
    DROP_RULE,
    DROP_SEQUENCE,
    DROP_STATISTICS,
    DROP_TABLE,
    DROP_TEXT_SEARCH_CONFIG,
    DROP_TEXT_SEARCH_DICT,
    DROP_TEXT_SEARCH_PARSER,
    DROP_TEXT_SEARCH_TEMPLATE,
    DROP_TRIGGER,
    DROP_TYPE,
    DROP_VIEW,
    EMPTY_STMT,
    EXPLAIN,
    FETCH,
    INSERT,
    LOCK,
    MERGE,
    MOVE,
    NOTIFY,
    PAREN_SELECT,
    REFRESH,
    REINDEX,
    RELEASE_SAVEPOINT,
    RESET,
    ROLLBACK_TO_SAVEPOINT,
    ROLLBACK_TRANSACTION,
    SAVEPOINT_CREATE,
    SELECT,
    SELECT_INTO,
    SET,
    SET_CONSTRAINTS,
    SET_TRANSACTION,
    SHOW,
    TABLE,
    TRUNCATE,
    UPDATE,
    VACUUM,
    VALUES,
];

/// What another rule refuses, wherever it stands.
pub(super) const ELSEWHERE: &[SyntaxKind] = &[
    ALTER_DATABASE,
    ALTER_DEFAULT_PRIVILEGES,
    ALTER_EVENT_TRIGGER,
    ALTER_EXTENSION,
    ALTER_EXTENSION_ADD,
    ALTER_EXTENSION_DROP,
    ALTER_EXTENSION_UPDATE,
    ALTER_FOREIGN_DATA_WRAPPER,
    ALTER_FOREIGN_TABLE,
    ALTER_GROUP,
    ALTER_LANGUAGE,
    ALTER_LARGE_OBJECT,
    ALTER_PUBLICATION,
    ALTER_ROLE,
    ALTER_SCHEMA,
    ALTER_SERVER,
    ALTER_SUBSCRIPTION,
    ALTER_SYSTEM,
    ALTER_TABLESPACE,
    ALTER_USER,
    ALTER_USER_MAPPING,
    CHECKPOINT,
    COMMIT_PREPARED,
    COPY,
    CREATE_ACCESS_METHOD,
    CREATE_DATABASE,
    CREATE_EVENT_TRIGGER,
    CREATE_EXTENSION,
    CREATE_FOREIGN_DATA_WRAPPER,
    CREATE_FOREIGN_TABLE,
    CREATE_GROUP,
    CREATE_LANGUAGE,
    CREATE_PUBLICATION,
    CREATE_ROLE,
    CREATE_SCHEMA,
    CREATE_SERVER,
    CREATE_SUBSCRIPTION,
    CREATE_TABLESPACE,
    CREATE_TRANSFORM,
    CREATE_USER,
    CREATE_USER_MAPPING,
    DROP_ACCESS_METHOD,
    DROP_DATABASE,
    DROP_EVENT_TRIGGER,
    DROP_EXTENSION,
    DROP_FOREIGN_DATA_WRAPPER,
    DROP_FOREIGN_TABLE,
    DROP_GROUP,
    DROP_LANGUAGE,
    DROP_OWNED,
    DROP_PUBLICATION,
    DROP_ROLE,
    DROP_SCHEMA,
    DROP_SERVER,
    DROP_SUBSCRIPTION,
    DROP_TABLESPACE,
    DROP_TRANSFORM,
    DROP_USER,
    DROP_USER_MAPPING,
    GRANT,
    IMPORT_FOREIGN_SCHEMA,
    LOAD,
    PREPARE_TRANSACTION,
    REASSIGN,
    RESET_ROLE,
    RESET_SESSION_AUTH,
    REVOKE,
    ROLLBACK_PREPARED,
    SECURITY_LABEL,
    SET_ROLE,
    SET_SESSION_AUTH,
];

/// What this rule refuses in words of its own.
pub(super) const REFUSED: &[(SyntaxKind, &str, &str)] = &[
    (
        PREPARE,
        "`PREPARE` leaves a prepared statement on the connection",
        "write the statement itself",
    ),
    (
        EXECUTE,
        "`EXECUTE` runs a statement prepared elsewhere",
        "write the statement itself",
    ),
    (
        DEALLOCATE,
        "`DEALLOCATE` drops prepared statements that others use",
        "leave it out",
    ),
    (
        LISTEN,
        "`LISTEN` leaves a subscription on the connection",
        "leave it out",
    ),
    (
        UNLISTEN,
        "`UNLISTEN` ends subscriptions of the connection",
        "leave it out",
    ),
    (
        CREATE_PROPERTY_GRAPH,
        "property graphs are not supported",
        "define tables and views",
    ),
    (
        ALTER_PROPERTY_GRAPH,
        "property graphs are not supported",
        "define tables and views",
    ),
    (
        DROP_PROPERTY_GRAPH,
        "property graphs are not supported",
        "define tables and views",
    ),
    (
        REPACK,
        "`REPACK` is not supported",
        "write `VACUUM` or `CLUSTER` with a table",
    ),
];

pub(super) fn node(visit: &mut Visit<'_>, node: Node<'_>) {
    let kind = node.kind();
    if let Some((_, message, help)) = REFUSED.iter().find(|(refused, ..)| *refused == kind) {
        return visit.error(&PAGE, node, *message, *help);
    }
    let stands_as_statement = node.parent().is_some_and(|parent| {
        matches!(
            parent.kind(),
            SOURCE_FILE | ATOMIC_BODY | PLPGSQL_EXEC_SQL_STMT
        )
    });
    if stands_as_statement
        && kind != ERROR
        && !ACCEPTED.contains(&kind)
        && !ELSEWHERE.contains(&kind)
    {
        let words: Vec<_> = node
            .tokens()
            .take(2)
            .map(|token| token.text().to_ascii_uppercase())
            .collect();
        visit.error(
            &PAGE,
            node,
            format!(
                "`{}` is not a statement that a migration may hold",
                words.join(" ")
            ),
            "leave it out",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kinds whose names look like a statement's, but which are a part of one.
    const CLAUSES: &[&str] = &[
        "ALTER_ATTRIBUTE",
        "ALTER_COLUMN",
        "ALTER_CONSTRAINT",
        "ALTER_LABEL",
        "ALTER_MAPPING",
        "ALTER_OPTION_LIST",
        "ALTER_POLICY_TO",
        "ALTER_SET_STATISTICS",
        "ALTER_TYPE_ATTRIBUTE_ACTION_LIST",
        "ALTER_VERTEX_EDGE_LABELS",
        "ALTER_VIEW_COLUMN",
        "DROP_ATTRIBUTE",
        "DROP_COLUMN",
        "DROP_CONSTRAINT",
        "DROP_DATABASE_FORCE_CLAUSE",
        "DROP_DEFAULT",
        "DROP_EDGE_TABLES",
        "DROP_EXPRESSION",
        "DROP_FOREIGN_OPTION",
        "DROP_IDENTITY",
        "DROP_MAPPING",
        "DROP_NOT_NULL",
        "DROP_OP_CLASS_OPTIONS",
        "DROP_OP_CLASS_OPTION_FUNCTION",
        "DROP_OP_CLASS_OPTION_LIST",
        "DROP_OP_CLASS_OPTION_OPERATOR",
        "DROP_PUBLICATION_OBJECTS",
        "DROP_SUBSCRIPTION_PUBLICATION",
        "DROP_USERS",
        "DROP_VERTEX_EDGE_LABEL",
        "DROP_VERTEX_EDGE_LABEL_PROPERTIES",
        "DROP_VERTEX_TABLES",
    ];

    fn is_classified(kind: SyntaxKind) -> bool {
        ACCEPTED.contains(&kind)
            || ELSEWHERE.contains(&kind)
            || REFUSED.iter().any(|(refused, ..)| *refused == kind)
    }

    /// A parser that knows a new statement must not bring it in unseen.
    #[test]
    fn every_statement_kind_is_classified() {
        let mut missing = Vec::new();
        for number in 0..__LAST as u16 {
            let kind = SyntaxKind::from(number);
            let name = format!("{kind:?}");
            let looks_like_one = ["ALTER_", "CREATE_", "DROP_"]
                .iter()
                .any(|start| name.starts_with(start));
            if looks_like_one
                && !name.ends_with("_KW")
                && !is_classified(kind)
                && !CLAUSES.contains(&name.as_str())
            {
                missing.push(name);
            }
        }
        assert_eq!(missing, Vec::<String>::new());
    }

    /// The number changes with the parser; then the list above must be read again.
    #[test]
    fn the_parser_is_the_one_that_was_read() {
        assert_eq!(__LAST as u16, KINDS);
    }

    const KINDS: u16 = 2063;
}

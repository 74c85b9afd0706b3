//! `Outside`: what is known of a migration that must not run in a transaction, so that one that
//! was interrupted can be taken up again (ISO-16).

use squawk_parser::SyntaxKind::*;

use super::syntax::{Node, Origin, Script, fold};

/// What a migration with `run_in_transaction = false` does, as far as its text tells.
///
/// ```
/// use schema_iso::migration::Outside;
///
/// let sql = "CREATE INDEX CONCURRENTLY items_name ON items (name);";
/// let Outside::CreateIndex { name, table } = Outside::of(sql) else { panic!() };
/// assert_eq!((name.as_deref(), &*table), (Some("items_name"), "items"));
/// assert_eq!(Outside::of("ALTER TYPE status ADD VALUE 'live';"), Outside::InTransaction);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outside {
    /// Nothing in it needs to be outside of a transaction. PostgreSQL takes several statements
    /// that are sent together as one transaction anyway.
    InTransaction,
    /// `CREATE INDEX CONCURRENTLY`, which leaves an invalid index when it fails.
    CreateIndex {
        /// The name of the index, without its schema, unless PostgreSQL chooses it.
        name: Option<String>,
        /// The name of the table, without its schema.
        table: String,
    },
    /// `DROP INDEX CONCURRENTLY`.
    DropIndex {
        /// The name of the index, without its schema.
        name: String,
    },
    /// `ALTER TABLE … DETACH PARTITION … CONCURRENTLY`, which leaves a partition that is half
    /// detached when it is interrupted.
    DetachPartition {
        /// The name of the partitioned table, without its schema.
        table: String,
        /// The name of the partition, without its schema.
        partition: String,
    },
    /// `REINDEX … CONCURRENTLY`, which leaves invalid copies when it fails, and may run again.
    Reindex,
    /// A statement that may run again and leaves nothing behind: `VACUUM`, `CLUSTER`.
    Repeatable,
    /// PostgreSQL commits it in parts, or may: it holds `COMMIT`, or calls a procedure.
    Parts,
}

impl Outside {
    /// Reads a text.
    #[must_use]
    pub fn of(sql: &str) -> Self {
        let script = Script::parse(sql);
        if !script.is_read() {
            return Self::Parts;
        }
        let commits = |node: Node<'_>| {
            matches!(
                node.kind(),
                BEGIN
                    | COMMIT_TRANSACTION
                    | ROLLBACK_TRANSACTION
                    | PLPGSQL_COMMIT_STMT
                    | PLPGSQL_ROLLBACK_STMT
            )
        };
        let mut statements = Vec::new();
        for unit in &script.units {
            let root = unit.root();
            match unit.origin {
                Origin::File => statements.extend(
                    root.children()
                        .filter(|node| !node.is_token() && node.kind() != EMPTY_STMT),
                ),
                // What is made here runs later, and in a transaction of its own.
                Origin::Function => continue,
                // What is not read may commit.
                Origin::DoBlock | Origin::Execute if !unit.is_read() => return Self::Parts,
                Origin::DoBlock | Origin::Execute => {}
            }
            if root
                .descendants()
                .any(|node| commits(node) || node.kind() == CALL)
            {
                return Self::Parts;
            }
        }
        match statements.as_slice() {
            [only] => Self::alone(*only),
            _ => Self::InTransaction,
        }
    }

    fn alone(statement: Node<'_>) -> Self {
        let concurrently = || {
            let mut tokens = statement.tokens();
            tokens.any(|token| token.kind() == CONCURRENTLY_KW)
        };
        let read = match statement.kind() {
            CREATE_INDEX if concurrently() => statement
                .child(TABLE_RELATION_NAME)
                .and_then(last_name)
                .map(|table| Self::CreateIndex {
                    name: statement.child(INDEX).and_then(last_name),
                    table,
                }),
            DROP_INDEX if concurrently() => statement
                .child(INDEX_REF)
                .and_then(last_name)
                .map(|name| Self::DropIndex { name }),
            ALTER_TABLE if concurrently() => detached(statement),
            REINDEX if concurrently() => Some(Self::Reindex),
            REINDEX | VACUUM | CLUSTER | REPACK => Some(Self::Repeatable),
            ALTER_SYSTEM | CREATE_DATABASE | ALTER_DATABASE | DROP_DATABASE | CREATE_TABLESPACE
            | DROP_TABLESPACE | CREATE_SUBSCRIPTION | ALTER_SUBSCRIPTION | DROP_SUBSCRIPTION
            | DISCARD => None,
            _ => Some(Self::InTransaction),
        };
        read.unwrap_or(Self::Parts)
    }

    /// Whether what failed may simply run again.
    #[must_use]
    pub fn may_run_again(&self) -> bool {
        !matches!(self, Self::Parts | Self::CreateIndex { name: None, .. })
    }

    /// Whether the statement waits for other transactions without blocking anybody, so that a
    /// limit on its waits does nothing but make it fail.
    #[must_use]
    pub fn is_concurrent(&self) -> bool {
        matches!(
            self,
            Self::CreateIndex { .. }
                | Self::DropIndex { .. }
                | Self::DetachPartition { .. }
                | Self::Reindex
        )
    }
}

fn detached(statement: Node<'_>) -> Option<Outside> {
    let table = statement.child(TABLE_RELATION_NAME).and_then(last_name)?;
    let detach = statement.child(DETACH_PARTITION)?;
    let partition = detach.child(TABLE_NAME_REF).and_then(last_name)?;
    Some(Outside::DetachPartition { table, partition })
}

/// The name at the end of a path, as PostgreSQL keeps it.
fn last_name(node: Node<'_>) -> Option<String> {
    let name = node
        .tokens()
        .filter(|token| !matches!(token.kind(), DOT | STAR | ONLY_KW | L_PAREN | R_PAREN));
    name.last()
        .map(|token| super::identifier::kept(&fold(token.text())).to_owned())
}

/// The names of the indexes that a text creates `IF NOT EXISTS`: one that is there and invalid
/// would be taken for the one that is meant.
///
/// ```
/// use schema_iso::migration::indexes_if_not_exists;
///
/// let sql = "CREATE INDEX IF NOT EXISTS \"By Name\" ON items (name); CREATE INDEX b ON items (b);";
/// assert_eq!(indexes_if_not_exists(sql), ["By Name"]);
/// ```
#[must_use]
pub fn indexes_if_not_exists(sql: &str) -> Vec<String> {
    if !sql.to_ascii_lowercase().contains("index") {
        return Vec::new();
    }
    let script = Script::parse(sql);
    let nodes = script
        .units
        .iter()
        .flat_map(|unit| unit.root().descendants());
    nodes
        .filter(|node| node.kind() == CREATE_INDEX && node.has_child(IF_NOT_EXISTS))
        .filter_map(|node| last_name(node.child(INDEX)?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Outside;

    fn of(sql: &str) -> Outside {
        Outside::of(sql)
    }

    #[test]
    fn the_objects_of_a_concurrent_statement_are_read_without_their_schema() {
        assert_eq!(
            of(
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"A b\" ON ONLY plugin_x.Goods (sku)"
            ),
            Outside::CreateIndex {
                name: Some("A b".to_owned()),
                table: "goods".to_owned()
            }
        );
        assert_eq!(
            of("-- why\nCREATE INDEX CONCURRENTLY ON t USING gin (a);"),
            Outside::CreateIndex {
                name: None,
                table: "t".to_owned()
            }
        );
        assert_eq!(
            of("DROP INDEX CONCURRENTLY IF EXISTS plugin_x.a"),
            Outside::DropIndex {
                name: "a".to_owned()
            }
        );
        assert_eq!(
            of("ALTER TABLE plugin_x.a DETACH PARTITION b CONCURRENTLY"),
            Outside::DetachPartition {
                table: "a".to_owned(),
                partition: "b".to_owned()
            }
        );
        assert_eq!(of("REINDEX INDEX CONCURRENTLY a"), Outside::Reindex);
        assert_eq!(of("REINDEX (CONCURRENTLY) TABLE a"), Outside::Reindex);
    }

    #[test]
    fn a_name_is_cut_where_postgresql_cuts_it() {
        let long = "a".repeat(70);
        let Outside::DropIndex { name } = of(&format!("DROP INDEX CONCURRENTLY {long}")) else {
            panic!();
        };
        assert_eq!(name.len(), 63);
    }

    #[test]
    fn what_can_run_in_a_transaction_does() {
        for sql in [
            "ALTER TYPE s ADD VALUE 'x'",
            "UPDATE a SET b = 1",
            "CREATE TABLE a (); CREATE TABLE b ();",
            "DO $$ BEGIN UPDATE a SET b = 1; END $$",
            "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$",
            "CREATE INDEX a ON b (c)",
        ] {
            assert_eq!(of(sql), Outside::InTransaction, "{sql}");
        }
    }

    #[test]
    fn what_may_be_committed_in_parts_is_told_apart() {
        for sql in [
            "DO $$ BEGIN COMMIT; END $$",
            "DO $$ BEGIN CALL p(); END $$",
            "CALL p()",
            "BEGIN; CREATE TABLE a (); COMMIT",
            "SELECT (",
        ] {
            assert_eq!(of(sql), Outside::Parts, "{sql}");
        }
        assert_eq!(of("VACUUM a"), Outside::Repeatable);
        assert!(!of("VACUUM a").is_concurrent());
    }
}

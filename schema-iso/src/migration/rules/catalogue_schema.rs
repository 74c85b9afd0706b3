//! `catalogue-schema`: a question to the catalogue about a schema that is not the plugin's.

use squawk_parser::SyntaxKind::*;

use super::foreign_schema::refusal;
use crate::id::SCHEMA_PREFIX;
use crate::migration::page::RulePage;
use crate::migration::syntax::{Literal, Node, fold};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "catalogue-schema",
    problem: "A question to the catalogue names a schema in which the plugin's objects are not: `table_schema = \
              'public'` finds nothing, so that the migration takes the wrong way and counts as applied.",
    solution: "Compare with `current_schema()`, which is the plugin's schema while its migrations run. `IF EXISTS` \
               and `IF NOT EXISTS` need no question at all.",
    reported: "DO $$ BEGIN IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'public' AND \
               column_name = 'note') THEN UPDATE items SET note = ''; END IF; END $$;",
    accepted: "DO $$ BEGIN IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = current_schema() \
               AND column_name = 'note') THEN UPDATE items SET note = ''; END IF; END $$;",
};

/// Columns of `pg_catalog` and `information_schema` that hold a schema's name.
const COLUMNS: &[&str] = &[
    "constraint_schema",
    "domain_schema",
    "event_object_schema",
    "nspname",
    "object_schema",
    "routine_schema",
    "schemaname",
    "sequence_schema",
    "specific_schema",
    "table_schema",
    "trigger_schema",
    "udt_schema",
    "unique_constraint_schema",
    "view_schema",
];

pub(super) fn comparison(visit: &mut Visit<'_>, node: Node<'_>) {
    let operands: Vec<_> = node.children().filter(|child| !child.is_token()).collect();
    let (Some(left), Some(right)) = (operands.first(), operands.last()) else {
        return;
    };
    for (column, compared) in [(*left, *right), (*right, *left)] {
        if !is_schema_column(column) || compared.descendants().any(|it| it.kind() == SELECT) {
            continue;
        }
        let literals = std::iter::once(compared).chain(compared.descendants());
        for (literal, value) in literals.filter_map(|it| Some((it, Literal::read(it)?))) {
            // An array is one text, too.
            let mut names = value.text.trim_matches(['{', '}']).split(',');
            if let Some((message, _)) = names.find_map(|name| foreign(visit, name.trim())) {
                visit.error(&PAGE, literal, message, "write `current_schema()`");
            }
        }
    }
}

/// The message for a schema in which no object of the plugin is, but one could be thought to be.
fn foreign(visit: &Visit<'_>, schema: &str) -> Option<(String, String)> {
    let meant = schema == "public"
        || schema.starts_with(SCHEMA_PREFIX)
        || visit.context.previous_schemas.contains(&schema);
    meant.then(|| refusal(visit, schema)).flatten()
}

fn is_schema_column(node: Node<'_>) -> bool {
    let column = match node.kind() {
        // A cast to `text` is usual here.
        CAST_EXPR => node.first_child().unwrap_or(node),
        _ => node,
    };
    matches!(column.kind(), NAME_REF | FIELD_EXPR)
        && column
            .tokens()
            .last()
            .is_some_and(|name| COLUMNS.contains(&&*fold(name.text())))
}

//! What blocks or breaks a table that a running program uses: warnings, each with the safe way.
//!
//! They are rules about the moment at which a migration runs, so they are asked for: see
//! [`LiveTables`](crate::migration::LiveTables).

mod blocking_index;
mod enum_value;
mod name_in_use;
mod required_column;
mod row_check;
mod table_rewrite;

use squawk_parser::SyntaxKind::*;

use crate::migration::context::LiveTables;
use crate::migration::page::RulePage;
use crate::migration::syntax::{Node, Origin, fold};
use crate::migration::visit::Visit;

pub(super) const PAGES: &[&RulePage] = &[
    &required_column::PAGE,
    &table_rewrite::PAGE,
    &blocking_index::PAGE,
    &row_check::PAGE,
    &enum_value::PAGE,
    &name_in_use::PAGE,
];

/// Reports on one statement.
pub(super) fn node(visit: &mut Visit<'_>, node: Node<'_>) {
    if visit.context.live_tables == LiveTables::None
        // What is made here runs later, and on another table perhaps.
        || visit.unit().origin == Origin::Function
    {
        return;
    }
    match node.kind() {
        ALTER_TABLE => {
            let Some(table) = live(visit, node.child(TABLE_RELATION_NAME)) else {
                return;
            };
            for action in node.children().filter(|child| !child.is_token()) {
                required_column::action(visit, action, &table);
                table_rewrite::action(visit, action, &table);
                blocking_index::action(visit, action, &table);
                row_check::action(visit, action, &table);
                name_in_use::action(visit, action, &table);
            }
        }
        CREATE_INDEX => {
            if let Some(table) = live(visit, node.child(TABLE_RELATION_NAME)) {
                blocking_index::created(visit, node, &table);
            }
        }
        DROP_TABLE => name_in_use::dropped(visit, node),
        ADD_VALUE => enum_value::added(visit, node),
        _ => {}
    }
}

/// The name of a table, if it was there before this migration.
fn live(visit: &Visit<'_>, path: Option<Node<'_>>) -> Option<String> {
    let name = last_name(path?)?;
    let is_live = match visit.context.live_tables {
        LiveTables::None => false,
        LiveTables::AllButNew => true,
        LiveTables::Named(tables) => tables.contains(&&*name),
    };
    (is_live && !is_new(visit, &name)).then_some(name)
}

/// Whether the text itself makes the table.
fn is_new(visit: &Visit<'_>, name: &str) -> bool {
    let nodes = visit.script.units.iter();
    let mut nodes = nodes.flat_map(|unit| unit.root().descendants());
    nodes.any(|node| {
        matches!(node.kind(), CREATE_TABLE | CREATE_TABLE_AS)
            && node
                .child(TABLE_NAME)
                .and_then(last_name)
                .is_some_and(|made| made == name)
    })
}

/// The name at the end of a path.
fn last_name(node: Node<'_>) -> Option<String> {
    let name = node
        .tokens()
        .filter(|token| !matches!(token.kind(), DOT | STAR | ONLY_KW | L_PAREN | R_PAREN));
    name.last().map(|token| fold(token.text()).into_owned())
}

/// What an action on a column or constraint is about, for the message.
fn column(action: Node<'_>) -> String {
    let name = action
        .child(COLUMN_NAME)
        .or_else(|| action.child(COLUMN_NAME_REF));
    name.and_then(last_name).unwrap_or_default()
}

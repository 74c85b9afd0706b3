//! Names: how PostgreSQL reads them, and which part of them is a schema.

use std::borrow::Cow;

use squawk_parser::SyntaxKind::{self, *};

use super::literal::Literal;
use super::script::ParsedText;
use super::tree::Node;

/// What the statement does with the object that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    /// The object is read, called, or used as a type.
    Read,
    /// The object is made, changed, filled or dropped.
    Write,
}

/// A qualified name, taken apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Qualifier<'t> {
    /// The identifier that names the schema.
    pub(crate) schema: Node<'t>,
    /// The dot behind it.
    pub(crate) dot: Node<'t>,
    /// What stands behind the dot; nothing for an operator.
    pub(crate) object: Option<Node<'t>>,
    /// Whether a database is named before the schema.
    pub(crate) database: bool,
    pub(crate) usage: Usage,
}

/// Reads an identifier as PostgreSQL does: folded to lower case, or unquoted.
pub(crate) fn fold(identifier: &str) -> Cow<'_, str> {
    if let Some(inside) = identifier.strip_prefix('"') {
        let inside = inside.strip_suffix('"').unwrap_or(inside);
        if inside.contains('"') {
            return Cow::Owned(inside.replace("\"\"", "\""));
        }
        return Cow::Borrowed(inside);
    }
    if identifier.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Owned(identifier.to_ascii_lowercase());
    }
    Cow::Borrowed(identifier)
}

/// The schema that a node names, if it is the whole of a qualified name.
pub(crate) fn qualifier<'t>(unit: &ParsedText, node: Node<'t>) -> Option<Qualifier<'t>> {
    match node.kind() {
        PATH | PATH_REF => path(node),
        FIELD_EXPR => field_chain(unit, node),
        _ => None,
    }
}

fn path(node: Node<'_>) -> Option<Qualifier<'_>> {
    let parent = node.parent()?;
    let behind = match parent.kind() {
        // Not the outermost path.
        PATH | PATH_REF => return None,
        // `SET a.b = …` names a parameter, `ALIAS FOR a.b` a variable.
        CONFIG_PARAMETER_REF | PLPGSQL_ALIAS_TARGET => return None,
        QUALIFIED_COLUMN_NAME_REF | PERCENT_TYPE => 2,
        _ => 1,
    };
    let usage = if node.kind() == PATH || is_target(parent) {
        Usage::Write
    } else {
        Usage::Read
    };
    take_apart(node, behind, usage)
}

fn field_chain<'t>(unit: &ParsedText, node: Node<'t>) -> Option<Qualifier<'t>> {
    let parent = node.parent()?;
    let leads = parent.first_child().is_some_and(|first| first.is(node));
    if parent.kind() == FIELD_EXPR && leads {
        return None;
    }
    let mut base = node;
    while base.kind() == FIELD_EXPR {
        base = base.first_child()?;
    }
    if base.kind() != NAME_REF {
        return None;
    }
    let called = parent.kind() == CALL_EXPR && leads;
    let behind = if called { 1 } else { 2 };
    if !called && unit.knows(&fold(base.text())) {
        return None;
    }
    take_apart(node, behind, Usage::Read)
}

fn take_apart(node: Node<'_>, behind: usize, usage: Usage) -> Option<Qualifier<'_>> {
    let tokens = || node.tokens();
    let dots = tokens().filter(|token| token.kind() == DOT).count();
    // The place of the schema among the dots: `schema . object` has one.
    let at = dots.checked_sub(behind)?;
    let dot = tokens().filter(|token| token.kind() == DOT).nth(at)?;
    let schema = tokens()
        .take_while(|token| token.start() < dot.start())
        .last()?;
    let object = tokens().find(|token| token.start() > dot.start());
    Some(Qualifier {
        schema,
        dot,
        object,
        database: at > 0,
        usage,
    })
}

/// The name of the object that a statement changes, if it stands without a schema.
pub(crate) fn unqualified_target(node: Node<'_>) -> Option<Node<'_>> {
    let parent = node.parent()?;
    let mut tokens = node.tokens();
    let name = tokens.next()?;
    let alone = tokens.next().is_none();
    (node.kind() == PATH_REF && alone && is_target(parent)).then_some(name)
}

/// Whether a name stands where a statement names what it changes.
fn is_target(wrapper: Node<'_>) -> bool {
    let mut node = wrapper;
    loop {
        let Some(parent) = node.parent() else {
            return false;
        };
        match node.kind() {
            INSERT | UPDATE | DELETE | MERGE | TRUNCATE | COMMENT_ON | COPY | LOCK => return true,
            kind if is_definition(kind) => return true,
            TABLE_NAME_REF | RELATION_NAME_REF | RELATION_NAME | TABLE_RELATION_NAME
            | FUNCTION_SIG | FUNCTION_SIG_LIST | PROCEDURE_SIG | ROUTINE_SIG | AGGREGATE
            | TYPE_NAME_REF | VIEW_REF | INDEX_REF | SEQUENCE_REF | DOMAIN_REF
            | FUNCTION_NAME_REF | PROCEDURE_NAME_REF | ROUTINE_NAME_REF | TABLE_NAME_REF_LIST
            | TABLE_LIST | RELATION_LIST | ON_RELATION | ON_TABLE | TABLE_AND_COLUMNS
            | COPY_TABLE | OBJECT_TABLE | OBJECT_COLUMN | OBJECT_FUNCTION | OBJECT_TYPE
            | OBJECT_VIEW => {}
            _ => return false,
        }
        node = parent;
        if node.kind() == CREATE_TRIGGER && wrapper.kind() != RELATION_NAME_REF {
            return false;
        }
    }
}

fn is_definition(kind: SyntaxKind) -> bool {
    matches!(
        kind,
        ALTER_TABLE
            | ALTER_FUNCTION
            | ALTER_INDEX
            | ALTER_SEQUENCE
            | ALTER_TYPE
            | ALTER_VIEW
            | ALTER_MATERIALIZED_VIEW
            | ALTER_DOMAIN
            | ALTER_PROCEDURE
            | ALTER_ROUTINE
            | ALTER_AGGREGATE
            | DROP_TABLE
            | DROP_FUNCTION
            | DROP_INDEX
            | DROP_SEQUENCE
            | DROP_TYPE
            | DROP_VIEW
            | DROP_MATERIALIZED_VIEW
            | DROP_DOMAIN
            | DROP_PROCEDURE
            | DROP_ROUTINE
            | DROP_AGGREGATE
            | CREATE_INDEX
            | CREATE_TRIGGER
            | CREATE_POLICY
            | CREATE_RULE
            | DROP_TRIGGER
            | DROP_POLICY
            | DROP_RULE
    )
}

/// The name of a called function, without its schema.
pub(crate) fn call_name(call: Node<'_>) -> Option<Cow<'_, str>> {
    let callee = call.first_child()?;
    if !matches!(callee.kind(), NAME_REF | FIELD_EXPR) {
        return None;
    }
    callee.tokens().last().map(|token| fold(token.text()))
}

/// The language that a `LANGUAGE` clause names.
pub(crate) fn language(clause: Node<'_>) -> Option<String> {
    let name = clause.children().last()?;
    let text = match name.kind() {
        LITERAL => Cow::Owned(Literal::read(name)?.text),
        _ => fold(name.tokens().next()?.text()),
    };
    Some(text.to_ascii_lowercase())
}

//! Functions that stand behind an aggregate, an operator, a cast or a type, and so run without being
//! called by their names. The pages are `text-that-runs` and `unlisted-function`.

use squawk_parser::SyntaxKind::*;

use super::{text_that_runs, unlisted_function};
use crate::migration::syntax::{Literal, Node, fold};
use crate::migration::visit::Visit;

/// What is said of such an object and is not the name of a function.
const NOT_FUNCTIONS: &[&str] = &[
    // Operators.
    "commutator",
    "hashes",
    "leftarg",
    "merges",
    "negator",
    "rightarg",
    // Aggregates.
    "basetype",
    "finalfunc_extra",
    "finalfunc_modify",
    "hypothetical",
    "initcond",
    "initcond1",
    "mfinalfunc_extra",
    "mfinalfunc_modify",
    "minitcond",
    "msspace",
    "mstype",
    "parallel",
    "sortop",
    "sspace",
    "stype",
    "stype1",
    // Ranges.
    "collation",
    "multirange_type_name",
    "subtype",
    "subtype_opclass",
    // Base types.
    "alignment",
    "category",
    "collatable",
    "default",
    "delimiter",
    "element",
    "internallength",
    "like",
    "passedbyvalue",
    "preferred",
    "storage",
];

/// Reports on the functions that an object lists.
pub(super) fn node(visit: &mut Visit<'_>, node: Node<'_>) {
    let is_index_support = matches!(node.kind(), CREATE_OPERATOR_CLASS | ALTER_OPERATOR_FAMILY);
    for inside in node.descendants() {
        let named = match inside.kind() {
            ATTRIBUTE_OPTION => attribute(inside),
            FUNCTION_NAME_REF => Some(inside),
            _ => None,
        };
        let Some(named) = named else {
            continue;
        };
        let (schema, name) = parts(named);
        let Some(name) = name else {
            continue;
        };
        if text_that_runs::handed_on(visit, named, &name) {
            continue;
        }
        unlisted_function::handed_on(visit, named, schema.as_deref(), &name, is_index_support);
    }
}

/// The value of an attribute that names a function.
fn attribute(option: Node<'_>) -> Option<Node<'_>> {
    let name = option.child(ATTRIBUTE_NAME)?.tokens().last()?;
    let is_function = !NOT_FUNCTIONS.contains(&&*fold(name.text()));
    option.child(ATTRIBUTE_VALUE).filter(|_| is_function)
}

/// The schema before a name, and the name, which may stand in a literal, too.
fn parts(named: Node<'_>) -> (Option<String>, Option<String>) {
    let literal = named
        .descendants()
        .filter(|inside| inside.kind() == LITERAL)
        .find_map(Literal::read);
    if let Some(literal) = literal {
        return (None, Some(literal.text));
    }
    let mut names: Vec<String> = named
        .tokens()
        .filter(|token| token.kind() != DOT)
        .map(|token| fold(token.text()).into_owned())
        .collect();
    let name = names.pop();
    (names.pop(), name)
}

//! Finds the places of the statements in a text.

use std::ops::Range;

use squawk_parser::SyntaxKind;

use super::syntax::{Origin, Script};

/// The statements of a text, as ranges of bytes, each with the semicolon that ends it.
///
/// There is none if the text does not parse.
///
/// ```
/// use schema_iso::migration::statements;
///
/// let sql = "-- first\nSELECT 1;\n\nSELECT ';' -- second\n";
/// let found: Vec<&str> = statements(sql).into_iter().map(|place| &sql[place]).collect();
/// assert_eq!(found, ["SELECT 1;", "SELECT ';'"]);
/// ```
#[must_use]
pub fn statements(source: &str) -> Vec<Range<usize>> {
    let script = Script::parse(source);
    if !script.is_read() {
        return Vec::new();
    }
    let file = script.units.iter().find(|unit| unit.origin == Origin::File);
    file.into_iter()
        .flat_map(|unit| {
            let nodes = unit.root().children();
            let statements =
                nodes.filter(|node| !node.is_token() && node.kind() != SyntaxKind::EMPTY_STMT);
            statements.map(|node| unit.absolute(node.start())..unit.absolute(node.end() - 1) + 1)
        })
        .collect()
}

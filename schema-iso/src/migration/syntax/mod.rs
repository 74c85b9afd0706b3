//! The text of a migration as trees: one for the file, one for each body inside.

mod body;
mod literal;
mod name;
mod nesting;
mod script;
mod tree;
mod word;

pub(super) use literal::Literal;
pub(super) use name::{Qualifier, Usage, call_name, fold, language, qualifier, unqualified_target};
pub(super) use script::{FaultKind, Origin, Script, Unit};
pub(super) use tree::Node;
pub(super) use word::{Word, words};

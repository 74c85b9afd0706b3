//! The text of a migration as trees: one for the file, one for each body inside.

mod body;
mod literal;
mod name;
mod nesting;
mod script;
mod tree;
mod word;

pub(super) use body::{code_argument, runs_its_argument};
pub(super) use literal::{Literal, cast_operand, peeled};
pub(super) use name::{Qualifier, Usage, call_name, fold, language, qualifier, unqualified_target};
pub(super) use script::{FaultKind, Origin, ParsedText, Script};
pub(super) use tree::Node;
pub(super) use word::{Word, words};

//! Proofs that programs which break a rule do not compile, and that their legal twins do.
//!
//! `cases/ISO-03/fail/<the rule broken, in words>.rs` is a whole plugin crate that
//! must be refused. Its first line is `// expect: <phrase>`; the `.stderr` beside it
//! is what the author of that crate reads, and holds the phrase. The file of the same
//! name under `pass/` is the legal way to do the same, and must compile: it shows that
//! the refusal is not one of everything.
//!
//! All cases of an invariant are targets of one generated package, `shop`, which
//! depends on the foreign plugins in `fixtures/`, and one `cargo check` judges them
//! all. trybuild is not used, since it passes `--verbose` to rustc: types and the
//! names of traits are then printed as no author ever sees them, so that a first line
//! cannot be held to anything, and it builds and runs the legal twins one by one.
//!
//! `BLESS=1 cargo test -p schema-iso-ui-tests` writes what rustc says. Blessing is not
//! reviewing: read the first line as an author would.
//!
//! Reading order: [`case`] (what lies on the disk), [`project`] (the generated
//! package), [`compilation`] (what Cargo says about it), [`normal_form`] (what of that
//! is the same everywhere), [`judge`] (expected against found).

pub mod case;
pub mod compilation;
pub mod judge;
pub mod normal_form;
pub mod project;

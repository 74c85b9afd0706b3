//! Proofs that programs which break a rule do not compile, and that their legal twins do.
//!
//! `cases/ISO-03/fail/<the rule broken, in words>.rs` is a whole plugin crate that must be
//! refused. Its first line is `// expect: <phrase>`; the `.stderr` beside it is what rustc
//! prints for it, and holds the phrase. The file of the same name under `pass/` is the legal
//! way to do the same, and must compile: it shows that the refusal is not one of everything.
//!
//! * `tests/fail.rs`: trybuild compiles the programs that must be refused, and compares the
//!   texts. `cargo test -p schema-iso-ui-tests --test fail -- refused trybuild=ISO-03` does so
//!   with those whose path has `ISO-03` in it.
//! * `tests/pass.rs`: Cargo builds the twins as examples of the package `fixtures/shop.toml`,
//!   those that declare nothing for their whole crate as modules of a few.
//! * `tests/conventions.rs`: what must hold of cases and texts, so that blessing is not the
//!   end of it.
//! * `tests/first_lines.rs`: no error begins with a name that its reader cannot look up, here and
//!   in the programs of hosts.
//! * `tests/manifests.rs`: the manifests of whole plugin crates.
//! * `tests/workspaces.rs`: the workspaces and lock files around them.
//!
//! To add a case, write both files and run
//! `TRYBUILD=overwrite cargo test -p schema-iso-ui-tests`, which writes the text. Blessing is
//! not reviewing: read the first line as an author would. trybuild has rustc print full
//! paths, where an author's rustc shortens them; a text of ours is the same in both.
//!
//! Reading order: [`case`] (the files of `cases/`), [`message`] (what rustc says of them),
//! [`package`] (packages outside of the workspace), [`twins`] (twins that are compiled together).

pub mod case;
pub mod message;
pub mod package;
pub mod twins;

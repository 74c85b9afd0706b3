//! `cargo schema-iso`, for authors of plugins: from a struct to a migration that is proven.
//!
//! The command has no rule of its own. What a migration may say is `schema-iso`'s, how migrations
//! run is `schema-iso-host`'s, and the server is `throwaway-postgres`'s. What a plugin declares is
//! learnt by building it, never by reading its text.
//!
//! Reading order: [`declarations`] is what a plugin's code declares, [`plugins`] finds plugins and
//! builds them, [`generate`] makes migrations, [`explain`] has the pages of the rules, and
//! [`arguments`] is the command line.
//!
//! Guide: [`docs/guide/cargo-schema-iso.md`](https://github.com/schema-iso/schema-iso/blob/main/docs/guide/cargo-schema-iso.md).

pub mod arguments;
pub mod declarations;
pub mod explain;
pub mod generate;
pub mod plugins;

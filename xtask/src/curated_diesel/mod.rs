//! `docs/curated-diesel.md`: which of Diesel's names a plugin sees, and why not the others.
//!
//! Reading order: [`source`] reads the modules of a crate, [`resolve`] follows
//! its re-exports, [`reachable`] walks what a plugin can name, [`judgement`]
//! compares that with the two lists beside this file, [`page`] writes the result.
//!
//! A name that Diesel has and the lists do not have is an error, and so is one
//! that is exported without being on the list of exports.

mod condition;
mod judgement;
mod lists;
mod page;
mod reachable;
mod resolve;
mod source;
#[cfg(test)]
mod tests;

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::Args;

use self::judgement::Judgement;
use self::lists::Lists;
use self::resolve::Crates;
use self::source::SourceError;
use crate::repository;
use crate::rustdoc::{Documented, RustdocError};
use crate::signatures;

/// The page, from the root of the repository.
const PAGE: &str = "docs/curated-diesel.md";

/// Checks the names and signatures that a plugin can reach, and writes `docs/curated-diesel.md`.
#[derive(Debug, Args)]
pub(crate) struct CuratedDiesel {
    /// Write nothing, and fail if the page is not as it would be written.
    #[arg(long)]
    check: bool,
}

/// Why the page was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum CuratedDieselError {
    /// The sources of the crates cannot be found or read.
    #[error("cannot read the sources")]
    Source(#[from] SourceError),
    /// The lists beside this file are no TOML, or not of the form that is expected.
    #[error("cannot read the list `{file}`")]
    List {
        /// The file.
        file: &'static str,
        /// What the parser says.
        source: Box<toml::de::Error>,
    },
    /// The lists and the crates do not agree.
    #[error("the lists in `xtask/src/curated_diesel` are not as the crates are:\n{}", .0.join("\n"))]
    Disagreement(Vec<String>),
    /// rustdoc's output cannot be had.
    #[error("cannot read the signatures")]
    Rustdoc(#[from] RustdocError),
    /// A signature that a plugin can reach names a type that is not on the list, or the list names
    /// one that is in no signature.
    #[error("the list `xtask/src/signatures/signatures.toml` is not as the crates are:\n{}", .0.join("\n"))]
    Signatures(Vec<String>),
    /// The page is not the one that would be written.
    #[error("`{PAGE}` is stale; run `cargo xtask curated-diesel`")]
    Stale,
    /// The page cannot be read or written.
    #[error("cannot read or write `{PAGE}`")]
    Page(#[source] io::Error),
}

impl CuratedDiesel {
    pub(crate) fn run(self) -> Result<(), CuratedDieselError> {
        let crates = Crates::of_this_repository()?;
        let judgement =
            Judgement::of(&crates, &Lists::read()?).map_err(CuratedDieselError::Disagreement)?;
        let documented = Documented::of(&repository())?;
        let wrong =
            signatures::disagreements(&documented).map_err(|source| CuratedDieselError::List {
                file: "signatures.toml",
                source: Box::new(source),
            })?;
        if !wrong.is_empty() {
            return Err(CuratedDieselError::Signatures(wrong));
        }
        let page = page::render(&judgement);
        let path = page_path();
        if !self.check {
            return fs::write(path, page).map_err(CuratedDieselError::Page);
        }
        let there = fs::read_to_string(path).map_err(CuratedDieselError::Page)?;
        if there == page {
            Ok(())
        } else {
            Err(CuratedDieselError::Stale)
        }
    }
}

fn page_path() -> PathBuf {
    repository().join(PAGE)
}

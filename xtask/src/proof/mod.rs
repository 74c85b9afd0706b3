//! `docs/proof.md`: every implementation that the argument for ISO-03 rests on.
//!
//! Reading order: [`found`] takes the implementations from rustdoc's output, [`tuples`] joins those
//! for tuples, [`list`] is what people have read, [`compare`] compares the two, [`page`] writes the
//! result down.

mod compare;
mod found;
mod list;
mod page;
#[cfg(test)]
mod tests;
mod tuples;

use std::fs;
use std::io;

use clap::Args;

use self::compare::{Found, disagreements};
use self::found::{implementations, selectable_is_appearing};
use self::list::List;
use crate::rustdoc::{DIESEL, Documented, RustdocError};

/// The page, from the root of the repository.
const PAGE: &str = "docs/proof.md";

/// Compares the implementations with the list, and writes `docs/proof.md`.
#[derive(Debug, Args)]
pub(crate) struct Implementations {
    /// Write nothing, and fail if the page is not as it would be written.
    #[arg(long)]
    check: bool,
}

/// Why the implementations are not as they are listed, or cannot be compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum ImplementationsError {
    /// rustdoc's output cannot be had.
    #[error("cannot read the crates")]
    Rustdoc(#[from] RustdocError),
    /// The list is no TOML, or not of the form that is expected.
    #[error("cannot read `xtask/src/proof/implementations.toml`")]
    List(#[source] Box<toml::de::Error>),
    /// The list and the crates differ.
    #[error(
        "the implementations of Diesel {version} are not those of `xtask/src/proof/implementations.toml`:\n{}\n\
         ARCHITECTURE.md, \"Why ISO-03 holds\", says what each must satisfy",
        .wrong.join("\n")
    )]
    Disagreement {
        /// The version of Diesel.
        version: String,
        /// What differs.
        wrong: Vec<String>,
    },
    /// The page is not the one that would be written.
    #[error("`{PAGE}` is stale; run `cargo xtask implementations`")]
    Stale,
    /// The page cannot be read or written.
    #[error("cannot read or write `{PAGE}`")]
    Page(#[source] io::Error),
}

impl Implementations {
    pub(crate) fn run(self) -> Result<(), ImplementationsError> {
        let documented = Documented::of(&crate::repository())?;
        let list = List::read()?;
        let found = Found::of(&documented);
        let wrong = disagreements(&list, &found);
        if !wrong.is_empty() {
            let version = documented.version;
            return Err(ImplementationsError::Disagreement { version, wrong });
        }
        let page = page::render(&list, &found);
        let path = crate::repository().join(PAGE);
        if !self.check {
            return fs::write(path, page).map_err(ImplementationsError::Page);
        }
        let there = fs::read_to_string(path).map_err(ImplementationsError::Page)?;
        if there == page {
            Ok(())
        } else {
            Err(ImplementationsError::Stale)
        }
    }
}

impl Found {
    fn of(documented: &Documented) -> Self {
        let diesel = documented.crates.get(DIESEL);
        let ours = documented
            .ours()
            .flat_map(|(_, krate)| implementations(krate));
        Self {
            diesel: diesel.map(implementations).unwrap_or_default(),
            ours: ours.collect(),
            selectable_is_appearing: diesel.is_some_and(selectable_is_appearing),
        }
    }
}

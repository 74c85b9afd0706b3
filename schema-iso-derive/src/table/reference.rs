//! The target of `references`.

use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, Path, Result, parenthesized};

/// The module of another table, and one of its columns unless the primary key is meant.
#[derive(Clone)]
pub(super) struct Reference {
    pub(super) table: Path,
    pub(super) column: Option<Ident>,
}

impl Parse for Reference {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let table = input.call(Path::parse_mod_style)?;
        let mut column = None;
        if !input.is_empty() {
            let content;
            parenthesized!(content in input);
            column = Some(content.call(Ident::parse_any)?);
            if !content.is_empty() {
                return Err(content.error("expected one column"));
            }
        }
        Ok(Self { table, column })
    }
}

impl Reference {
    /// Whether it names the table that is being declared.
    pub(super) fn is_to(&self, module: &Ident) -> bool {
        let segments = &self.table.segments;
        let last = segments
            .last()
            .is_some_and(|last| last.ident.unraw() == module.unraw());
        last && match segments.len() {
            1 => true,
            2 => segments[0].ident == "self",
            _ => false,
        }
    }

    /// Whether both name one table, as far as spelling tells.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let spelling = |path: &Path| path.to_token_stream().to_string();
        spelling(&self.table) == spelling(&other.table)
    }
}

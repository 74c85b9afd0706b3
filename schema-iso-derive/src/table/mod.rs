//! `#[plugin_table]` and `#[plugin_import]`: parse, check, expand.

mod check;
mod column;
mod companion;
mod definition;
mod expand;
mod module;
mod parse;
mod record;
mod reference;
mod relation;
#[cfg(test)]
mod tests;
mod visibility;

use proc_macro2::TokenStream;

use crate::crate_root::CrateRoot;
use crate::errors::CompileErrors;
use crate::fallback;

pub(crate) fn plugin_table(
    arguments: TokenStream,
    item: TokenStream,
    root: &CrateRoot,
) -> TokenStream {
    parse::Input::parse(arguments, item.clone())
        .and_then(|input| check_and_expand(input, root))
        .unwrap_or_else(|errors| fallback::item(item, &errors))
}

pub(crate) fn plugin_import(
    arguments: TokenStream,
    item: TokenStream,
    root: &CrateRoot,
) -> TokenStream {
    parse::Input::parse_import(arguments, item.clone())
        .and_then(|input| check_and_expand(input, root))
        .unwrap_or_else(|errors| fallback::item(item, &errors))
}

fn check_and_expand(input: parse::Input, root: &CrateRoot) -> Result<TokenStream, CompileErrors> {
    let table = check::check(input, root)?;
    Ok(expand::expand(&table))
}

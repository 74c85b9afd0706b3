//! `#[plugin_table]`: parse, check, expand.

mod check;
mod column;
mod companion;
mod definition;
mod expand;
mod module;
mod parse;
mod record;
mod reference;
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
    try_plugin_table(arguments, item.clone(), root)
        .unwrap_or_else(|errors| fallback::item(item, &errors))
}

fn try_plugin_table(
    arguments: TokenStream,
    item: TokenStream,
    root: &CrateRoot,
) -> Result<TokenStream, CompileErrors> {
    let input = parse::Input::parse(arguments, item)?;
    let table = check::check(input, root)?;
    Ok(expand::expand(&table))
}

//! `#[plugin]`: parse, check, expand.

mod check;
mod expand;
mod migrations;
mod parse;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;

use crate::crate_root::CrateRoot;
use crate::errors::CompileErrors;
use crate::fallback;

pub(crate) fn plugin(arguments: TokenStream, item: TokenStream, root: &CrateRoot) -> TokenStream {
    try_plugin(arguments, item.clone(), root).unwrap_or_else(|errors| {
        let with_errors = fallback::item(item.clone(), &errors);
        expand::stub(&item, with_errors, root)
    })
}

fn try_plugin(
    arguments: TokenStream,
    item: TokenStream,
    root: &CrateRoot,
) -> Result<TokenStream, CompileErrors> {
    let input = parse::Input::parse(arguments, item)?;
    let plugin = check::check(input, root)?;
    Ok(expand::expand(&plugin, root))
}

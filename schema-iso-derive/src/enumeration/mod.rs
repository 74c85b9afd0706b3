//! `#[plugin_enum]`: parse, check, expand.

mod case;
mod check;
mod expand;
mod parse;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;

use crate::crate_root::CrateRoot;
use crate::errors::CompileErrors;
use crate::fallback;

pub(crate) fn plugin_enum(
    arguments: TokenStream,
    item: TokenStream,
    root: &CrateRoot,
) -> TokenStream {
    try_plugin_enum(arguments, item.clone(), root)
        .unwrap_or_else(|errors| fallback::item(item, &errors))
}

fn try_plugin_enum(
    arguments: TokenStream,
    item: TokenStream,
    root: &CrateRoot,
) -> Result<TokenStream, CompileErrors> {
    let input = parse::Input::parse(arguments, item)?;
    let enumeration = check::check(input, root)?;
    Ok(expand::expand(&enumeration))
}

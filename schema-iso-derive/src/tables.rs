//! `plugin_tables!`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use schema_iso::rule::Diagnostic;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Path, Token};

use crate::crate_root::CrateRoot;
use crate::errors::{CompileErrors, Errors};
use crate::manifest;
use crate::names::{identifier, plugin_of_this_crate};

pub(crate) fn plugin_tables(input: TokenStream, root: &CrateRoot) -> TokenStream {
    let tables = match parse(input.clone()) {
        Ok(tables) => tables,
        Err(errors) => return unreadable(&errors, root),
    };
    let errors = Errors::new();
    root.expect_plugin("plugin_tables!", Span::call_site(), &errors);
    let has_plugin = !errors.has_given_up();
    manifest::check_item(root, Span::call_site(), &errors);
    let first_list = check(&tables, &input, root, &errors);
    match errors.finish() {
        Ok(()) => expand(&tables),
        Err(errors) if has_plugin => {
            let modules = without_repetition(modules(tables, root));
            let listed = match first_list {
                None => listed(&modules),
                // The list is there already, and lacks what only this one has.
                Some(first) => {
                    let is_new = |table: &Path| !first.contains(&format!("{:?}", spelling(table)));
                    let new: Vec<Path> = modules.into_iter().filter(is_new).collect();
                    each_listed(&new)
                }
            };
            quote!(#errors #listed)
        }
        Err(errors) => errors.into_token_stream(),
    }
}

/// The errors of a list that cannot be read. Which tables are meant is unknown, so none gets a
/// further error.
fn unreadable(errors: &CompileErrors, root: &CrateRoot) -> TokenStream {
    let of_the_crate = Errors::new();
    root.expect_plugin("plugin_tables!", Span::call_site(), &of_the_crate);
    let has_plugin = !of_the_crate.has_given_up();
    let list = has_plugin.then(|| list(&TokenStream::new()));
    let of_the_crate = of_the_crate.finish().err();
    quote!(#errors #of_the_crate #list)
}

fn parse(input: TokenStream) -> Result<Vec<Path>, CompileErrors> {
    let parser = Punctuated::<Path, Token![,]>::parse_terminated;
    let tables = parser.parse2(input).map_err(|error| {
        let message = "`plugin_tables!` takes the modules of tables";
        let help = "write `plugin_tables![items, billing::invoices];`";
        let diagnostic = Diagnostic::without_rule(message).with_help(help);
        CompileErrors::of(error.span(), &diagnostic)
    })?;
    Ok(tables.into_iter().collect())
}

/// Returns the spellings of the first list, if this is a second one.
fn check(
    tables: &[Path],
    input: &TokenStream,
    root: &CrateRoot,
    errors: &Errors,
) -> Option<String> {
    let mut spellings = Vec::new();
    for table in tables {
        let spelling = spelling(table);
        if let Some(module) = module_of_row(table, root) {
            let message = format!("`{spelling}` is a row, and `plugin_tables!` takes tables");
            let help = format!("write the module beside the struct: `{module}`");
            errors.at(table, Diagnostic::without_rule(message).with_help(help));
        }
        if spellings.contains(&spelling) {
            let message = format!("`plugin_tables!` lists `{spelling}` twice");
            let help = "remove one of the two";
            errors.at(table, Diagnostic::without_rule(message).with_help(help));
        }
        spellings.push(spelling);
    }
    // The place tells two calls apart, also where they list the same tables.
    let place = format!("{:?} {spellings:?}", Span::call_site());
    let first = root.first("list of tables", &place);
    if first.is_some() {
        let message = format!(
            "the crate `{}` lists its tables with a second `plugin_tables!`",
            root.crate_name()
        );
        let help = "list all tables in one place: `plugin_tables![items, billing::invoices];`";
        let diagnostic = Diagnostic::without_rule(message).with_help(help);
        if input.is_empty() {
            errors.at_span(Span::call_site(), diagnostic);
        } else {
            errors.at(input, diagnostic);
        }
    }
    first
}

/// The module that is meant where the row struct is named.
fn module_of_row(table: &Path, root: &CrateRoot) -> Option<String> {
    let last = table.segments.last()?.ident.to_string();
    // A table may have the name of another table's row, but then it begins like a module.
    last.starts_with(char::is_uppercase)
        .then(|| root.module_of_row(&last))?
        .filter(|module| *module != last)
}

/// The tables, with modules in the place of rows.
fn modules(mut tables: Vec<Path>, root: &CrateRoot) -> Vec<Path> {
    for table in &mut tables {
        let module = module_of_row(table, root).and_then(|it| identifier(&it, table.span()));
        if let (Some(module), Some(last)) = (module, table.segments.last_mut()) {
            last.ident = module;
        }
    }
    tables
}

fn spelling(table: &Path) -> String {
    table.to_token_stream().to_string().replace(' ', "")
}

fn without_repetition(tables: Vec<Path>) -> Vec<Path> {
    let mut seen = Vec::new();
    let is_new = |table: &Path| {
        let spelling = spelling(table);
        let is_new = !seen.contains(&spelling);
        seen.push(spelling);
        is_new
    };
    let mut tables = tables;
    tables.retain(is_new);
    tables
}

fn rows(tables: &[Path]) -> Vec<TokenStream> {
    tables
        .iter()
        .map(|table| quote_spanned!(table.span()=> #table::__Row))
        .collect()
}

/// The implementations that list the tables; emitted also beside errors, so that no table gets
/// an error because of them.
fn listed(tables: &[Path]) -> TokenStream {
    let each = each_listed(tables);
    let list = list(&quote!(: ::diesel::__private::ListedTable));
    quote!(#each #list)
}

fn each_listed(tables: &[Path]) -> TokenStream {
    let rows = rows(tables);
    quote!(#(impl ::diesel::__private::ListedTable for #rows {})*)
}

/// The list itself, which asks `bound` of each table of the crate.
fn list(bound: &TokenStream) -> TokenStream {
    let plugin = plugin_of_this_crate(Span::call_site());
    quote! {
        impl ::diesel::__private::ListsTables for #plugin {}

        impl #plugin {
            #[doc(hidden)]
            pub(crate) const fn __listed<T #bound>() {}
        }
    }
}

fn expand(tables: &[Path]) -> TokenStream {
    let plugin = plugin_of_this_crate(Span::call_site());
    let exports = tables.iter().rev().fold(
        quote!(::diesel::__private::NoExports),
        |rest, table| quote_spanned!(table.span()=> #table::__Exports<#rest>),
    );
    let rows = rows(tables);
    let listed = listed(tables);
    quote! {
        #[allow(unused_qualifications, clippy::pedantic, reason = "generated")]
        const _: () = {
            #listed

            const _: () = ::diesel::__private::listed_once(&[
                #(<#rows as ::diesel::__private::PluginTable>::NAME,)*
            ]);

            const TYPES_OF_TABLES: &[&[::core::option::Option<
                &'static ::diesel::__private::TypeDefinition,
            >]] = &[#(#tables::__TYPES,)*];
            const TYPES: usize = ::diesel::__private::count_types(TYPES_OF_TABLES);

            impl ::diesel::__private::Exporter for #plugin {
                type Exports = #exports;
            }

            impl #plugin {
                #[doc(hidden)]
                pub(crate) const __TABLES: &'static [
                    &'static ::diesel::__private::TableDefinition
                ] = &[#(&<#rows as ::diesel::__private::PluginTable>::DEFINITION,)*];

                #[doc(hidden)]
                pub(crate) const __TYPES: &'static [
                    &'static ::diesel::__private::TypeDefinition
                ] = &::diesel::__private::collect_types::<TYPES>(TYPES_OF_TABLES);
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::{assert_snapshot, errors, messages};

    fn list(input: TokenStream) -> TokenStream {
        plugin_tables(input, &CrateRoot::default())
    }

    #[test]
    fn a_list_of_tables() {
        assert_snapshot("tables", list(quote!(items, groups, billing::invoices)));
    }

    #[test]
    fn an_empty_list_is_a_list() {
        assert!(messages(list(TokenStream::new())).is_empty());
    }

    #[test]
    fn a_table_is_listed_once() {
        assert_eq!(
            messages(list(quote!(items, a::groups, items, a::groups))),
            [
                "`plugin_tables!` lists `items` twice",
                "`plugin_tables!` lists `a::groups` twice",
            ]
        );
        assert_eq!(
            messages(list(quote!("items"))),
            ["`plugin_tables!` takes the modules of tables"]
        );
    }

    #[test]
    fn a_row_in_the_place_of_its_table_is_told_the_table() {
        let root = CrateRoot {
            file: Some("not/there.rs".into()),
            ..CrateRoot::default()
        };
        root.remember_row("Category", "categories");
        root.remember_row("Type", "Type");
        assert_eq!(
            errors(plugin_tables(
                quote!(catalog::Category, items, Type, Unknown),
                &root
            )),
            [
                "`catalog::Category` is a row, and `plugin_tables!` takes tables\n\
              help: write the module beside the struct: `categories`"
            ]
        );
    }
}

//! `joinable!`, and the two macros of Diesel's that allow tables to appear in one query.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use schema_iso::rule::Diagnostic;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Ident, Path, Result, Token, parenthesized};

/// Both directions of a join along a foreign key.
///
/// `primary_key` is the referenced column, where it is not the primary key.
pub(crate) fn relation(
    child: &TokenStream,
    parent: &TokenStream,
    foreign_key: &TokenStream,
    referenced: Option<TokenStream>,
) -> TokenStream {
    let key = referenced
        .unwrap_or_else(|| quote!(<#parent as ::diesel::__private::PluginTable>::PrimaryKey));
    let span = span(parent);
    let directions = [(child, parent), (parent, child)];
    directions
        .into_iter()
        .map(|(from, to)| {
            quote_spanned! {span=>
                impl ::diesel::__private::References<#to> for #from {
                    type OnClause =
                        ::diesel::__private::ForeignKeyEq<#child, #parent, #foreign_key, #key>;

                    fn on_clause() -> Self::OnClause {
                        ::diesel::__private::foreign_key_eq()
                    }
                }
            }
        })
        .collect()
}

/// The position of the first token.
fn span(tokens: &TokenStream) -> proc_macro2::Span {
    let first = tokens.to_token_stream().into_iter().next();
    first.map_or_else(proc_macro2::Span::call_site, |token| token.span())
}

struct Relation {
    child: Path,
    parent: Path,
    foreign_key: Ident,
}

impl Parse for Relation {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let child = input.call(Path::parse_mod_style)?;
        input.parse::<Token![->]>()?;
        let parent = input.call(Path::parse_mod_style)?;
        let content;
        parenthesized!(content in input);
        let foreign_key = content.parse()?;
        Ok(Self {
            child,
            parent,
            foreign_key,
        })
    }
}

pub(crate) fn joinable(input: TokenStream) -> TokenStream {
    let relation = match syn::parse2::<Relation>(input) {
        Ok(relation) => relation,
        Err(error) => {
            let message = "`joinable!` takes two tables and the foreign key of the first";
            let help = "write `joinable!(items -> groups (group_id));`";
            return error_at(error.span(), message, help);
        }
    };
    let Relation {
        child,
        parent,
        foreign_key,
    } = relation;
    let child_row = quote_spanned!(child.span()=> #child::__Row);
    let parent_row = quote_spanned!(parent.span()=> #parent::__Row);
    let impls = self::relation(&child_row, &parent_row, &quote!(#child::#foreign_key), None);
    quote! {
        const _: () = {
            #impls
        };
    }
}

pub(crate) fn same_query(input: TokenStream) -> TokenStream {
    let parser = Punctuated::<Path, Token![,]>::parse_terminated;
    match parser.parse2(input) {
        Ok(tables) => {
            let rows = tables
                .iter()
                .map(|table| quote_spanned!(table.span()=> #table::__Row));
            of_one_plugin(rows.collect())
        }
        Err(error) => error_at(
            error.span(),
            "`allow_tables_to_appear_in_same_query!` takes tables",
            "write `allow_tables_to_appear_in_same_query!(items, groups);`",
        ),
    }
}

pub(crate) fn same_group_by(input: TokenStream) -> TokenStream {
    let parser = Punctuated::<Path, Token![,]>::parse_terminated;
    match parser.parse2(input) {
        Ok(columns) => {
            let rows = columns
                .iter()
                .map(|column| quote_spanned!(column.span()=> ::diesel::__private::RowOf<#column>));
            of_one_plugin(rows.collect())
        }
        Err(error) => error_at(
            error.span(),
            "`allow_columns_to_appear_in_same_group_by_clause!` takes columns",
            "write `allow_columns_to_appear_in_same_group_by_clause!(items::id, groups::id);`",
        ),
    }
}

/// The check of ISO-03: each against the first.
fn of_one_plugin(rows: Vec<TokenStream>) -> TokenStream {
    let Some((first, others)) = rows.split_first() else {
        return TokenStream::new();
    };
    quote! {
        #(const _: () = ::diesel::__private::tables_of_one_plugin::<#first, #others>();)*
    }
}

fn error_at(span: proc_macro2::Span, message: &str, help: &str) -> TokenStream {
    let diagnostic = Diagnostic::without_rule(message).with_help(help);
    syn::Error::new(span, diagnostic).to_compile_error()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::{assert_snapshot, messages};

    #[test]
    fn a_join() {
        assert_snapshot("joinable", joinable(quote!(items -> a::groups (group_id))));
        assert_eq!(
            messages(joinable(quote!(items, groups))),
            ["`joinable!` takes two tables and the foreign key of the first"]
        );
    }

    #[test]
    fn tables_of_one_plugin_are_asserted() {
        let text = same_query(quote!(items, groups, users)).to_string();
        assert_eq!(text.matches("tables_of_one_plugin").count(), 2);
        let text = same_group_by(quote!(items::id, groups::id)).to_string();
        assert_eq!(text.matches("tables_of_one_plugin").count(), 1);
    }
}

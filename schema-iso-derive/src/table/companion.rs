//! The structs to insert a row and to change one.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Ident, Meta, Path, Token, punctuated::Punctuated};

use super::check::Table;
use super::column::Column;
use super::record::{changeset, insertable};

/// The struct of `insert`.
pub(super) fn insert(table: &Table) -> Option<TokenStream> {
    let name = table.insert.as_ref()?;
    let vis = &table.item.vis;
    let mut derives = derives_of(table);
    let is_optional = |column: &Column| column.default.is_some() || column.is_spelled_option();
    let has_default = derives_default(table) || table.columns.iter().all(is_optional);
    if has_default {
        derives.push(quote!(::core::default::Default));
    }
    let insertable = insertable(table, name);
    let no_default = (!has_default).then(|| no_default(name));
    let doc = format!(
        "A new row of `{}`. What is `None` gets its default, or null.",
        table.name
    );
    let fields = table.columns.iter().map(|column| {
        let ty = &column.ty;
        // Diesel leaves out what is `None`, so the database fills it in.
        let ty = if column.default.is_some() && !column.is_spelled_option() {
            quote!(::core::option::Option<#ty>)
        } else {
            quote!(#ty)
        };
        field(column, &ty)
    });
    Some(quote! {
        #[doc = #doc]
        #[allow(
            missing_debug_implementations,
            clippy::derive_partial_eq_without_eq,
            reason = "generated, with the row's derives"
        )]
        #[derive(#(#derives),*)]
        #vis struct #name {
            #(#fields)*
        }

        #insertable

        #no_default
    })
}

/// A `Default` that cannot be used: for whoever writes `..Default::default()`, it is the error.
fn no_default(name: &Ident) -> TokenStream {
    quote! {
        #[doc(hidden)]
        impl ::core::default::Default for #name
        where
            for<'a> ::diesel::__private::NewRow<'a>: ::diesel::__private::HasDefault<#name>,
        {
            fn default() -> Self {
                ::diesel::__private::no_default()
            }
        }
    }
}

/// The struct of `changes`.
pub(super) fn changes(table: &Table) -> Option<TokenStream> {
    let name = table.changes.as_ref()?;
    let vis = &table.item.vis;
    let derives = derives_of(table);
    let changeset = changeset(table, name);
    let doc = format!(
        "Changes to a row of `{}`. What is `None` stays.",
        table.name
    );
    let fields = table.columns.iter().filter(|column| !column.primary_key);
    let fields = fields.map(|column| {
        let ty = &column.ty;
        field(column, &quote!(::core::option::Option<#ty>))
    });
    Some(quote! {
        #[doc = #doc]
        #[allow(
            missing_debug_implementations,
            clippy::derive_partial_eq_without_eq,
            reason = "generated, with the row's derives"
        )]
        #[derive(#(#derives,)* ::core::default::Default)]
        #vis struct #name {
            #(#fields)*
        }

        #changeset
    })
}

fn field(column: &Column, ty: &TokenStream) -> TokenStream {
    let Column { ident, vis, .. } = column;
    let doc = format!("The column `{}`.", column.name);
    let docs = &column.docs;
    let docs = if docs.is_empty() {
        quote!(#[doc = #doc])
    } else {
        quote!(#(#docs)*)
    };
    quote! {
        #docs
        #vis #ident: #ty,
    }
}

fn derives_default(table: &Table) -> bool {
    derives(&table.item.attrs, "Default")
}

/// The derives of the row that its companions get, too.
fn derives_of(table: &Table) -> Vec<TokenStream> {
    let has = |name| derives(&table.item.attrs, name);
    let mut paths = Vec::new();
    if has("Debug") {
        paths.push(quote!(::core::fmt::Debug));
    }
    if has("Clone") {
        paths.push(quote!(::core::clone::Clone));
    }
    if has("PartialEq") {
        paths.push(quote!(::core::cmp::PartialEq));
    }
    if has("Eq") {
        paths.push(quote!(::core::cmp::Eq));
    }
    paths
}

/// Whether a derive of that name is among the attributes.
pub(super) fn derives(attributes: &[Attribute], name: &str) -> bool {
    let lists = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::List(list) if list.path.is_ident("derive") => list
                .parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated)
                .ok(),
            _ => None,
        });
    lists.flatten().any(|path| {
        let last = path.segments.last();
        last.is_some_and(|segment| segment.ident == name)
    })
}

//! The expansion of `#[plugin_table]`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::check::Table;
use super::column::Column;
use super::companion::{changes, derives, insert};
use super::definition::definition;
use super::module::module;
use super::reference::Reference;
use crate::names::{id_of_this_crate, plugin_of_this_crate, position, position_of_table};

pub(super) fn expand(table: &Table) -> TokenStream {
    let row = row(table);
    let module = module(table);
    let insert = insert(table);
    let changes = changes(table);
    let first = first(table);
    let owner = owner(table);
    let description = description(table);
    let columns = columns(table);
    let references = references(table);
    let import_checks = table.import_checks();
    let export_warning = table.export_warning();
    quote! {
        #[allow(unused_qualifications, reason = "generated")]
        const _: () = {
            #first
        };
        #export_warning

        #row
        #module
        #insert
        #changes

        #[allow(unused_qualifications, clippy::pedantic, reason = "generated")]
        const _: () = {
            #owner
            #description
            #columns
            #references
            #import_checks
        };
    }
}

/// The struct, with Diesel's derives beside the user's.
fn row(table: &Table) -> TokenStream {
    let Table { item, module, .. } = table;
    let has_key = table.primary_key().next().is_some();
    let derived = ["Queryable", "Selectable", "Identifiable"].into_iter();
    let derived = derived.filter(|name| has_key || *name != "Identifiable");
    let derived = derived.filter(|name| !derives(&item.attrs, name));
    let derived: Vec<TokenStream> = derived
        .map(|name| {
            let name = syn::Ident::new(name, proc_macro2::Span::call_site());
            quote!(::diesel::#name)
        })
        .collect();
    let derive = (!derived.is_empty()).then(|| quote!(#[derive(#(#derived),*)]));
    let primary_key = table.primary_key().map(|column| &column.ident);
    let primary_key = has_key.then(|| quote!(#[diesel(primary_key(#(#primary_key),*))]));
    quote! {
        #derive
        #[diesel(table_name = #module)]
        #primary_key
        #item
    }
}

/// The checks that stand before everything else, so that their errors come first.
fn first(table: &Table) -> TokenStream {
    let row = &table.item.ident;
    let references = table.columns.iter().filter_map(|column| {
        let reference = column.references.as_ref()?;
        let joins = !column.no_join && !reference.is_to(&table.module);
        joins.then(|| can_reference(table, column, reference))
    });
    let plugin = plugin_of_this_crate(row.span());
    let has_list = table.is_first.then(|| {
        quote_spanned! {row.span()=>
            const _: ::core::option::Option<::diesel::__private::HasList<#plugin>> =
                ::core::option::Option::None;
        }
    });
    let trait_without_list = quote!(::diesel::__private::NoTables);
    quote_spanned! {row.span()=>
        #(#references)*
        #has_list
        // With a `plugin_tables!` the function is that of the plugin, and asks for the table.
        const _: fn() = {
            #[allow(unused_imports, reason = "it is there where nothing is listed")]
            use #trait_without_list as _;
            <#plugin>::__listed::<#row>
        };
    }
}

fn can_reference(table: &Table, column: &Column, reference: &Reference) -> TokenStream {
    let (module, ident) = (&table.module, &column.ident);
    let other = &reference.table;
    let mut row = table.item.ident.clone();
    row.set_span(other.span());
    let referenced = match &reference.column {
        Some(column) => quote!(#other::#column),
        None => quote!(<#other::__Row as ::diesel::__private::PluginTable>::PrimaryKey),
    };
    // Of a view it is a join, and no key.
    let is_referenced = table.is_table().then(|| {
        quote_spanned! {other.span()=>
            const _: ::core::option::Option<::diesel::__private::IsReferenced<#other::__Row>> =
                ::core::option::Option::None;
        }
    });
    quote_spanned! {other.span()=>
        #is_referenced
        const _: ::core::option::Option<
            ::diesel::__private::ForeignKeyEq<#row, #other::__Row, #module::#ident, #referenced>,
        > = ::core::option::Option::None;
    }
}

/// The check that the named plugin is the crate's (ISO-01).
fn owner(table: &Table) -> Option<TokenStream> {
    let plugin = table.plugin.as_ref()?;
    let row = table.item.ident.to_string();
    let id = id_of_this_crate(table.item.ident.span());
    Some(quote_spanned! {plugin.span()=>
        const _: () = ::diesel::__private::declared_for(
            #row,
            &::diesel::__private::PluginId::literal(#plugin),
            &#id,
        );
    })
}

fn description(table: &Table) -> TokenStream {
    let Table {
        item, module, name, ..
    } = table;
    let row = &item.ident;
    let plugin = plugin_of_this_crate(row.span());
    let definition = definition(table);
    let source = table.source();
    let table_position = position_of_table(name);
    let columns = table.columns.iter().map(|column| &column.ident);
    let mut primary_key: Vec<_> = table.primary_key().map(|column| &column.ident).collect();
    if primary_key.is_empty() {
        primary_key = columns.clone().collect();
    }
    let primary_key = match primary_key.as_slice() {
        [single] => quote!(#module::#single),
        several => quote!((#(#module::#several,)*)),
    };
    quote! {
        impl ::diesel::__private::PluginTable for #row {
            type Plugin = #plugin;
            type Source = #source;
            type PrimaryKey = #primary_key;
            type AllColumns = (#(#module::#columns,)*);

            const NAME: &'static ::core::primitive::str = #name;
            const PRIMARY_KEY: Self::PrimaryKey = #primary_key;
            const ALL_COLUMNS: Self::AllColumns = #module::all_columns;
            const DEFINITION: ::diesel::__private::TableDefinition = #definition;
        }

        impl ::diesel::__private::NumberedTable for #row {
            type Position = #table_position;
        }
    }
}

fn columns(table: &Table) -> TokenStream {
    let count = table.columns.len();
    // PostgreSQL knows of no key of a view, so grouping by one does not allow other columns.
    let single_key = table.is_table() && table.primary_key().count() == 1;
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(at, column)| {
            let Column { ident, name, .. } = column;
            let module = &table.module;
            let row = &table.item.ident;
            let sql_type = column.sql_type();
            let position = position(at, count);
            let is_primary_key = if single_key && column.primary_key {
                quote!(Yes)
            } else {
                quote!(No)
            };
            quote! {
                impl ::diesel::__private::PluginColumn for #module::column::#ident {
                    type Table = #row;
                    type SqlType = #sql_type;
                    type Position = #position;
                    type IsPrimaryKey = ::diesel::__private::#is_primary_key;

                    const NAME: &'static ::core::primitive::str = #name;
                }
            }
        })
        .collect()
}

/// Joins along the foreign keys, and the check that they stay in the plugin.
fn references(table: &Table) -> TokenStream {
    let row = &table.item.ident;
    let mut tokens = TokenStream::new();
    for (at, column) in table.columns.iter().enumerate() {
        let Some(reference) = &column.references else {
            continue;
        };
        if reference.is_to(&table.module) {
            continue;
        }
        let other = &reference.table;
        let mut row = row.clone();
        // Errors about the reference point at it.
        row.set_span(other.span());
        let other_row = quote_spanned!(other.span()=> #other::__Row);
        if column.no_join {
            // For those with a join, `can_reference` has checked this before.
            tokens.extend(quote_spanned! {other.span()=>
                const _: () = ::diesel::__private::tables_of_one_plugin::<#row, #other_row>();
            });
        }
        let joins_too = table.columns.iter().enumerate().any(|(i, another)| {
            let same = another
                .references
                .as_ref()
                .is_some_and(|it| it.is_like(reference));
            i != at && same && !another.no_join
        });
        if column.no_join || joins_too {
            continue;
        }
        let (module, ident) = (&table.module, &column.ident);
        let foreign_key = quote!(#module::#ident);
        tokens.extend(crate::join::relation(
            &quote!(#row),
            &other_row,
            &foreign_key,
            reference
                .column
                .as_ref()
                .map(|column| quote!(#other::#column)),
        ));
    }
    tokens
}

//! The constant that describes a table.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use schema_iso::definition::ReferentialAction;
use syn::ext::IdentExt;

use super::check::Table;
use super::column::Column;
use super::reference::Reference;
use super::relation::Relation;
use crate::names::id_of_this_crate;

/// The value of `PluginTable::DEFINITION`.
pub(super) fn definition(table: &Table) -> TokenStream {
    let name = match &table.relation {
        Relation::Imported(from) => {
            quote!(<#from::__Row as ::diesel::__private::PluginTable>::NAME)
        }
        _ => table.name.to_token_stream(),
    };
    let kind_and_readers = table.kind_and_readers();
    let ignored = table.ignored.iter().map(|ident| ident.unraw().to_string());
    let ignored: Vec<String> = ignored.collect();
    let ignored = (!ignored.is_empty()).then(|| quote!(&[#(#ignored),*]));
    let ignored = ignored.iter();
    let id = id_of_this_crate(table.item.ident.span());
    let columns = table
        .columns
        .iter()
        .map(|column| column_definition(table, column));
    let primary_key = table.primary_key().map(|column| &column.name);
    let foreign_keys = table.columns.iter().filter_map(|column| {
        // Only a table has foreign keys; of a view it is a join.
        let reference = column.references.as_ref().filter(|_| table.is_table())?;
        Some(foreign_key(table, column, reference))
    });
    let with = |wanted: fn(&Column) -> bool| {
        let columns = table.columns.iter().filter(move |column| wanted(column));
        columns.map(|column| &column.name)
    };
    let unique = with(|column| column.unique);
    let indexed = with(|column| column.index);
    quote! {
        ::diesel::__private::TableDefinition::new(#id, #name)
            #kind_and_readers
            #(.with_ignored_columns(#ignored))*
            .with_columns(&[#(#columns),*])
            .with_primary_key(&[#(#primary_key),*])
            .with_foreign_keys(&[#(#foreign_keys),*])
            .with_unique_keys(&[#(::diesel::__private::UniqueKey::new(&[#unique])),*])
            .with_indexes(&[#(::diesel::__private::IndexDefinition::new(&[#indexed])),*])
    }
}

fn column_definition(table: &Table, column: &Column) -> TokenStream {
    let Column { name, ident, .. } = column;
    let module = &table.module;
    let sql_type = quote! {
        <#module::column::#ident as ::diesel::__private::PluginColumn>::SqlType
    };
    let named = quote!(<#sql_type as ::diesel::__private::NamedSqlType>);
    let type_name = match column.max_length {
        // A text with a length is a varchar; an array of texts stays an array.
        Some(_) => quote! {
            ::diesel::__private::SqlTypeName::new("varchar").with_array(#named::NAME.array())
        },
        None => quote!(#named::NAME),
    };
    let default = column.default.iter();
    let max_length = column.max_length.iter();
    quote! {
        ::diesel::__private::ColumnDefinition::new(#name, #type_name)
            .with_nullable(#named::NULLABLE)
            #(.with_default(#default))*
            #(.with_max_length(#max_length))*
    }
}

fn foreign_key(table: &Table, column: &Column, reference: &Reference) -> TokenStream {
    let name = &column.name;
    let other = &reference.table;
    // The own row's constants are being defined here, so a self-reference is written out.
    let (other_name, referenced) = if reference.is_to(&table.module) {
        let own_name = &table.name;
        let referenced = match &reference.column {
            Some(column) => {
                let module = &table.module;
                quote!(<#module::column::#column as ::diesel::__private::PluginColumn>::NAME)
            }
            None => {
                let primary_key = table.primary_key().map(|column| &column.name);
                quote!(#(#primary_key),*)
            }
        };
        (quote!(#own_name), referenced)
    } else {
        let row = quote!(<#other::__Row as ::diesel::__private::PluginTable>);
        let referenced = match &reference.column {
            Some(column) => quote! {
                <#other::column::#column as ::diesel::__private::PluginColumn>::NAME
            },
            None => quote! {
                <#row::PrimaryKey as ::diesel::__private::PrimaryKeyColumn>::NAME
            },
        };
        (quote!(#row::NAME), referenced)
    };
    let on_delete = column.on_delete.map(action);
    let on_delete = on_delete.iter();
    let on_update = column.on_update.map(action);
    let on_update = on_update.iter();
    quote! {
        ::diesel::__private::ForeignKey::new(&[#name], #other_name, &[#referenced])
            #(.with_on_delete(#on_delete))*
            #(.with_on_update(#on_update))*
    }
}

fn action(action: ReferentialAction) -> TokenStream {
    let variant = match action {
        ReferentialAction::Restrict => quote!(Restrict),
        ReferentialAction::Cascade => quote!(Cascade),
        ReferentialAction::SetNull => quote!(SetNull),
        ReferentialAction::SetDefault => quote!(SetDefault),
        _ => quote!(NoAction),
    };
    quote!(::diesel::__private::ReferentialAction::#variant)
}

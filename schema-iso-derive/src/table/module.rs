//! The module of a table, with the contents that Diesel's `table!` would generate.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::check::Table;
use super::visibility::deeper;

pub(super) fn module(table: &Table) -> TokenStream {
    let Table { item, module, .. } = table;
    let row = &item.ident;
    let vis = &item.vis;
    let (inside, twice_inside) = (deeper(vis, 1), deeper(vis, 2));
    let columns: Vec<&Ident> = table.columns.iter().map(|column| &column.ident).collect();
    let doc = format!("The table `{}` and its columns.", table.name);
    let column_docs = table.columns.iter().map(|column| {
        let doc = format!("The column `{}`.", column.name);
        let docs = &column.docs;
        if docs.is_empty() {
            quote!(#[doc = #doc])
        } else {
            quote!(#(#docs)*)
        }
    });
    let column_docs: Vec<_> = column_docs.collect();
    let features = features(columns.len());
    let exports = table.exports();
    let at_the_table = format_ident!("table", span = module.span());
    quote! {
        #[doc = #doc]
        #[allow(
            dead_code,
            missing_debug_implementations,
            non_camel_case_types,
            non_snake_case,
            non_upper_case_globals,
            unreachable_pub,
            unused_imports,
            unused_qualifications,
            clippy::pedantic,
            clippy::redundant_pub_crate,
            reason = "generated, after Diesel's `table!`"
        )]
        #vis mod #module {
            #[doc(hidden)]
            #inside type __Row = super::#row;

            /// The table, in types.
            #inside type table = ::diesel::__private::Table<__Row>;
            /// The table.
            #inside const #at_the_table: table = ::diesel::__private::Table::new();

            /// The SQL types of all columns.
            #inside type SqlType = (
                #(<column::#columns as ::diesel::__private::PluginColumn>::SqlType,)*
            );

            /// A query on the table whose clauses are boxed.
            #inside type BoxedQuery<'a, DB, ST = SqlType> =
                ::diesel::__private::BoxedQuery<'a, table, DB, ST>;

            /// All columns.
            #inside const all_columns: (#(columns::#columns,)*) = (#(columns::#columns,)*);

            #inside use self::columns::{#(#columns,)* star};

            #[doc(hidden)]
            #inside type __Exports<Rest> = #exports;

            #[doc(hidden)]
            #inside const __TYPES: &[::core::option::Option<
                &'static ::diesel::__private::TypeDefinition,
            >] = &[
                #(<
                    <column::#columns as ::diesel::__private::PluginColumn>::SqlType
                        as ::diesel::__private::NamedSqlType
                >::DEFINITION,)*
            ];

            #features

            /// What the columns are called in error messages.
            #[doc(hidden)]
            #inside mod column {
                #(
                    #column_docs
                    #twice_inside struct #columns;
                )*
            }

            /// The columns.
            #inside mod columns {
                #(
                    #column_docs
                    #twice_inside type #columns =
                        ::diesel::__private::Column<super::column::#columns>;
                    #column_docs
                    #twice_inside const #columns: #columns = ::diesel::__private::Column::new();
                )*

                /// `table.*`, which Diesel has and no query takes.
                #twice_inside type star = ::diesel::__private::Star<super::__Row>;
                /// `table.*`, which Diesel has and no query takes.
                #twice_inside const star: star = ::diesel::__private::Star::new();
            }

            /// The columns, and the table under its own name.
            #inside mod dsl {
                #twice_inside use super::columns::{#(#columns),*};
                #twice_inside use super::table as #module;
            }
        }
    }
}

/// The features of Diesel limit the length of tuples; rustc's error names the missing feature.
fn features(columns: usize) -> TokenStream {
    let feature = match columns {
        0..=16 => return TokenStream::new(),
        17..=32 => format_ident!("needs_the_feature_32_column_tables"),
        33..=64 => format_ident!("needs_the_feature_64_column_tables"),
        _ => format_ident!("needs_the_feature_128_column_tables"),
    };
    quote!(const _: () = ::diesel::__private::#feature();)
}

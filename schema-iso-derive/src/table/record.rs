//! What Diesel's derives `Insertable` and `AsChangeset` would generate for the companions.
//!
//! The derives state what they need as bounds of each impl, so that their errors are good for
//! structs with parameters. The companions have none. Without bounds, rustc proves that a field
//! fits its column once, and not again in each impl, which is most of what a small plugin costs it.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Ident, Type};

use super::check::Table;
use super::column::Column;

/// `Insertable` of the struct of `insert`, and of a reference to it.
pub(super) fn insertable(table: &Table, name: &Ident) -> TokenStream {
    let module = &table.module;
    let fields: Vec<Field<'_>> = table
        .columns
        .iter()
        .map(|column| Field {
            column,
            is_option: column.default.is_some() || column.option().is_some(),
            ty: column.option().unwrap_or(&column.ty),
        })
        .collect();
    let owned = assignments(module, &fields, None);
    let borrowed = assignments(module, &fields, Some(&quote!(&'insert)));
    let target = quote!(::diesel::insertable::Insertable<#module::table>);
    let body = |assignments: &Assignments| {
        let Assignments { types, values } = assignments;
        quote! {
            type Values = <(#(#types,)*) as #target>::Values;

            fn values(self) -> Self::Values {
                ::diesel::insertable::Insertable::<#module::table>::values((#(#values,)*))
            }
        }
    };
    let (owned, borrowed) = (body(&owned), body(&borrowed));
    quote! {
        #[allow(unused_qualifications, clippy::pedantic, reason = "generated")]
        const _: () = {
            impl #target for #name {
                #owned
            }

            impl<'insert> #target for &'insert #name {
                #borrowed
            }

            impl ::diesel::internal::derives::insertable::UndecoratedInsertRecord<#module::table>
                for #name {}
        };
    }
}

/// `AsChangeset` of the struct of `changes`, and of a reference to it.
pub(super) fn changeset(table: &Table, name: &Ident) -> TokenStream {
    let module = &table.module;
    let columns = table.columns.iter().filter(|column| !column.primary_key);
    let fields: Vec<Field<'_>> = columns
        .map(|column| Field {
            column,
            is_option: true,
            ty: &column.ty,
        })
        .collect();
    let owned = assignments(module, &fields, None);
    let borrowed = assignments(module, &fields, Some(&quote!(&'update)));
    let target = quote!(::diesel::query_builder::AsChangeset);
    let body = |assignments: &Assignments| {
        let Assignments { types, values } = assignments;
        quote! {
            type Target = #module::table;
            type Changeset = <(#(#types,)*) as #target>::Changeset;

            fn as_changeset(self) -> Self::Changeset {
                #target::as_changeset((#(#values,)*))
            }
        }
    };
    let (owned, borrowed) = (body(&owned), body(&borrowed));
    quote! {
        #[allow(unused_qualifications, clippy::pedantic, reason = "generated")]
        const _: () = {
            impl #target for #name {
                #owned
            }

            impl<'update> #target for &'update #name {
                #borrowed
            }
        };
    }
}

/// A field of a companion.
struct Field<'a> {
    column: &'a Column,
    /// Whether the field is an `Option`, which leaves the column out if it is `None`.
    is_option: bool,
    /// What is assigned to the column.
    ty: &'a Type,
}

/// The assignments to all columns, each of them an `Option`.
struct Assignments {
    types: Vec<TokenStream>,
    values: Vec<TokenStream>,
}

fn assignments(
    module: &Ident,
    fields: &[Field<'_>],
    reference: Option<&TokenStream>,
) -> Assignments {
    let types = fields.iter().map(|field| {
        let (ident, ty) = (&field.column.ident, field.ty);
        quote_spanned! {ty.span()=>
            ::core::option::Option<::diesel::dsl::Eq<#module::#ident, #reference #ty>>
        }
    });
    let values = fields.iter().map(|field| {
        let ident = &field.column.ident;
        let (borrow, as_ref) = match reference {
            Some(_) => (quote!(&), quote!(.as_ref())),
            None => (quote!(), quote!()),
        };
        if field.is_option {
            quote_spanned! {field.ty.span()=>
                self.#ident #as_ref.map(|value| ::diesel::ExpressionMethods::eq(#module::#ident, value))
            }
        } else {
            quote_spanned! {field.ty.span()=>
                ::core::option::Option::Some(
                    ::diesel::ExpressionMethods::eq(#module::#ident, #borrow self.#ident)
                )
            }
        }
    });
    Assignments {
        types: types.collect(),
        values: values.collect(),
    }
}

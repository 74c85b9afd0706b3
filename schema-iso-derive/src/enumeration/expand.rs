//! The expansion of `#[plugin_enum]`.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};

use super::check::Enumeration;
use crate::names::{id_of_this_crate, plugin_of_this_crate};

pub(super) fn expand(enumeration: &Enumeration) -> TokenStream {
    let Enumeration {
        item, name, labels, ..
    } = enumeration;
    let ident = &item.ident;
    let owner = owner(enumeration);
    let plugin = plugin_of_this_crate(ident.span());
    let id = id_of_this_crate(ident.span());
    let variants: Vec<_> = item.variants.iter().map(|variant| &variant.ident).collect();
    let bytes = labels
        .iter()
        .map(|label| Literal::byte_string(label.as_bytes()));
    quote! {
        #[derive(::diesel::AsExpression, ::diesel::FromSqlRow)]
        #[diesel(sql_type = ::diesel::__private::EnumType<#ident>)]
        #item

        #[allow(unused_qualifications, clippy::pedantic, reason = "generated")]
        const _: () = {
            #owner

            impl ::diesel::__private::PluginEnum for #ident {
                type Plugin = #plugin;

                const NAME: &'static ::core::primitive::str = #name;
                const DEFINITION: ::diesel::__private::TypeDefinition =
                    ::diesel::__private::TypeDefinition::new(#id, #name, &[#(#labels),*]);
            }

            impl ::diesel::__private::ColumnType for #ident {
                type SqlType = ::diesel::__private::EnumType<#ident>;
            }

            impl ::diesel::__private::ToSql<
                ::diesel::__private::EnumType<#ident>,
                ::diesel::__private::Pg,
            > for #ident {
                fn to_sql<'b>(
                    &'b self,
                    out: &mut ::diesel::__private::Output<'b, '_, ::diesel::__private::Pg>,
                ) -> ::diesel::__private::SerializeResult {
                    ::diesel::__private::write_label(
                        out,
                        match self {
                            #(Self::#variants => #labels,)*
                        },
                    )
                }
            }

            impl ::diesel::__private::FromSql<
                ::diesel::__private::EnumType<#ident>,
                ::diesel::__private::Pg,
            > for #ident {
                fn from_sql(
                    value: ::diesel::__private::PgValue<'_>,
                ) -> ::diesel::__private::DeserializeResult<Self> {
                    match value.as_bytes() {
                        #(#bytes => ::core::result::Result::Ok(Self::#variants),)*
                        _ => ::core::result::Result::Err(
                            ::diesel::__private::unknown_label(#name, &value),
                        ),
                    }
                }
            }
        };
    }
}

/// The check that the named plugin is the crate's (ISO-01).
fn owner(enumeration: &Enumeration) -> Option<TokenStream> {
    let plugin = enumeration.plugin.as_ref()?;
    let name = enumeration.item.ident.to_string();
    let id = id_of_this_crate(enumeration.item.ident.span());
    Some(quote_spanned! {plugin.span()=>
        const _: () = ::diesel::__private::declared_for(
            #name,
            &::diesel::__private::PluginId::literal(#plugin),
            &#id,
        );
    })
}

//! What a declared table is, and who else may read it: `view`, `export` and `from = …`.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use schema_iso::id::PluginId;
use schema_iso::rule::Diagnostic;
use syn::spanned::Spanned;
use syn::{LitStr, Path};

use super::check::Table;
use super::column::Column;
use crate::attribute::Arguments;
use crate::errors::Errors;
use crate::names::plugin_of_this_crate;

/// What a declared table is in the database.
pub(super) enum Relation {
    Table,
    View,
    /// What another plugin exports: the module of its table.
    Imported(Path),
}

/// `export`, and the ids of `export("…")`.
pub(super) struct Export {
    pub(super) span: Span,
    pub(super) readers: Vec<LitStr>,
}

impl Export {
    pub(super) fn parse(arguments: &Arguments<'_>, errors: &Errors) -> Option<Self> {
        let span = arguments.span("export")?;
        let readers: Vec<LitStr> = arguments.flag_or_list("export");
        for reader in &readers {
            if let Err(error) = PluginId::new(&reader.value()) {
                errors.at(reader, Diagnostic::from(&error));
            }
        }
        Some(Self { span, readers })
    }

    /// The value of `Readers`.
    fn readers(&self) -> TokenStream {
        let readers = &self.readers;
        if readers.is_empty() {
            return quote!(::diesel::__private::Readers::Everybody);
        }
        quote! {
            ::diesel::__private::Readers::Plugins(&[
                #(::diesel::__private::PluginId::literal(#readers)),*
            ])
        }
    }
}

/// The position of a path's last name.
fn span_of(path: &Path) -> Span {
    let last = path.segments.last();
    last.map_or(path.span(), |segment| segment.ident.span())
}

impl Table {
    pub(super) fn is_table(&self) -> bool {
        matches!(self.relation, Relation::Table)
    }

    /// The type `PluginTable::Source`.
    pub(super) fn source(&self) -> TokenStream {
        match &self.relation {
            Relation::Table => quote!(::diesel::__private::Own),
            Relation::View => quote!(::diesel::__private::View),
            Relation::Imported(from) => {
                let span = span_of(from);
                quote_spanned!(span=> ::diesel::__private::Imported<#from::__Row>)
            }
        }
    }

    /// What the definition says of it.
    pub(super) fn kind_and_readers(&self) -> TokenStream {
        let kind = match &self.relation {
            Relation::Table => None,
            Relation::View => Some(quote!(::diesel::__private::RelationKind::View)),
            Relation::Imported(from) => Some(quote! {
                ::diesel::__private::RelationKind::Imported {
                    owner: <#from::__Row as ::diesel::__private::PluginTable>::DEFINITION.plugin(),
                }
            }),
        };
        let kind = kind.iter();
        let readers = self.export.as_ref().map(Export::readers);
        let readers = readers.iter();
        quote!(#(.with_kind(#kind))* #(.with_readers(#readers))*)
    }

    /// The type in the table's module that adds it to the list of exports.
    pub(super) fn exports(&self) -> TokenStream {
        if self.export.is_some() {
            quote!(::diesel::__private::ExportList<__Row, Rest>)
        } else {
            quote!(Rest)
        }
    }

    /// The checks of an import, each at the name that is wrong (ISO-18).
    pub(super) fn import_checks(&self) -> Option<TokenStream> {
        let Relation::Imported(from) = &self.relation else {
            return None;
        };
        let span = from
            .segments
            .last()
            .map_or(self.module.span(), |it| it.ident.span());
        let plugin = plugin_of_this_crate(span);
        let export = quote_spanned! {span=>
            <#from::__Row as ::diesel::__private::PluginTable>::DEFINITION
        };
        let columns = self.columns.iter().map(|column| {
            let Column {
                ident, name, ty, ..
            } = column;
            let module = &self.module;
            let span = ty.span();
            let named = quote! {
                <<#module::column::#ident as ::diesel::__private::PluginColumn>::SqlType
                    as ::diesel::__private::NamedSqlType>
            };
            let at_the_name = quote_spanned! {ident.span()=>
                ::diesel::__private::expect_column(&#export, #name);
            };
            quote_spanned! {span=>
                const _: () = {
                    #at_the_name
                    ::diesel::__private::expect_type(
                        &#export,
                        #name,
                        &#named::NAME,
                        #named::NULLABLE,
                    );
                };
            }
        });
        Some(quote_spanned! {span=>
            const _: () = {
                // What is exported to nobody is refused as a source.
                if !#export.readers().is_empty() {
                    ::diesel::__private::expect_exported(&#export, &<#plugin>::__ID);
                }
                ::diesel::__private::expect_dependency(
                    &<#plugin as ::diesel::__private::Plugin>::METADATA,
                    &#export.plugin(),
                );
            };
            #(#columns)*
        })
    }

    /// A warning for a table, and not a view, that others may read. A macro has no warning of
    /// its own, so it is that of a deprecated item.
    pub(super) fn export_warning(&self) -> Option<TokenStream> {
        let export = self.export.as_ref().filter(|_| self.is_table())?;
        let note = format!(
            "the table `{name}` itself is exported: no column of it can be renamed, retyped or dropped while a \
             plugin reads it; export a view: `#[plugin_table(view, export)]`, or silence this with \
             `#[allow(deprecated)]` on the struct",
            name = self.name
        );
        let allows = self
            .item
            .attrs
            .iter()
            .filter(|it| it.path().is_ident("allow"));
        Some(quote_spanned! {export.span=>
            #(#allows)*
            const _: () = {
                #[deprecated(note = #note)]
                const EXPORTED_TABLE: () = ();
                EXPORTED_TABLE
            };
        })
    }
}

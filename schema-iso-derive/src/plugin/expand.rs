//! The expansion of `#[plugin]`.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use schema_iso::migration::{CheckedMigration, Removal};
use syn::{Ident, ItemStruct, Path};

use super::check::Plugin;
use super::migrations::Embedded;
use crate::crate_root::CrateRoot;

pub(super) fn expand(plugin: &Plugin, root: &CrateRoot) -> TokenStream {
    let Plugin { item, .. } = plugin;
    let name = &item.ident;
    let the_name_diesel = the_name_diesel(root);
    let id = plugin.id.as_str();
    let description = description(plugin);
    let tracked = tracked(&plugin.judged, &plugin.migrations.files);
    let warnings = warnings(&plugin.migrations);
    // What the plugin allows, it allows its migrations, too.
    let allowed = item
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("allow"));
    quote! {
        #item

        #the_name_diesel

        #[doc(hidden)]
        pub(crate) type PluginOfThisCrate = #name;

        impl #name {
            #[doc(hidden)]
            pub(crate) const __ID: ::diesel::__private::PluginId =
                ::diesel::__private::PluginId::literal(#id);
        }

        // A program finds the plugin of a crate by this name: `cargo schema-iso`.
        #[doc(hidden)]
        pub const __SCHEMA_ISO_PLUGIN: &::diesel::__private::PluginMetadata =
            &<#name as ::diesel::__private::Plugin>::METADATA;

        #(#allowed)*
        const _: () = {
            // Only at the crate root is this the struct above.
            const fn at_the_crate_root(_: &crate::#name) {}
            #description
            #tracked
            #warnings
        };
    }
}

/// Beside errors: what the rest of the crate needs, so that it is not blamed.
pub(super) fn stub(original: &TokenStream, errors: TokenStream, root: &CrateRoot) -> TokenStream {
    let Ok(item) = syn::parse2::<ItemStruct>(original.clone()) else {
        return errors;
    };
    let name = &item.ident;
    let text = name.to_string();
    let is_the_first = root.first("plugin", &text).is_none();
    if !is_the_first
        || root.is_surely_elsewhere(&text, name.span())
        || !item.generics.params.is_empty()
        || root.has_another_diesel
    {
        return errors;
    }
    let the_name_diesel = the_name_diesel(root);
    quote! {
        #errors
        #the_name_diesel

        #[doc(hidden)]
        pub(crate) type PluginOfThisCrate = #name;

        impl #name {
            #[doc(hidden)]
            pub(crate) const __ID: ::diesel::__private::PluginId =
                ::diesel::__private::PluginId::literal("none");
        }

        impl ::diesel::__private::ManifestCheckedByMacro for #name {}

        impl ::diesel::__private::Plugin for #name {
            const METADATA: ::diesel::__private::PluginMetadata =
                ::diesel::__private::PluginMetadata::new(<#name>::__ID, "", "");
        }
    }
}

/// From here on `diesel` is the curated one, also in Diesel's own derives (ISO-04).
fn the_name_diesel(root: &CrateRoot) -> TokenStream {
    // There `diesel` is a dependency, so examples and tests write this line themselves.
    if root.is_of_this_project {
        return TokenStream::new();
    }
    quote! {
        #[doc(hidden)]
        #[allow(unused_extern_crates, reason = "the name is for Diesel's derives, too")]
        extern crate schema_iso_diesel as diesel;
    }
}

fn description(plugin: &Plugin) -> TokenStream {
    let name = &plugin.item.ident;
    let ids = plugin.previous_ids.iter().map(|id| id.as_str());
    let shared = plugin.shared_schemas.iter().map(|schema| schema.as_str());
    let depends_on = plugin.depends_on.iter().map(dependency);
    let migrations = plugin.migrations.migrations.iter().map(migration);
    let start = plugin.init.map(|span| start(name, span));
    let init = plugin.init.map(|_| init());
    let mode = match (plugin.init, plugin.concurrent_init) {
        (None, _) => quote!(None),
        (Some(_), false) => quote!(Alone),
        (Some(_), true) => quote!(Concurrent),
    };
    quote! {
        #start

        // Its constants are found where `plugin_tables!` emits none.
        use ::diesel::__private::NoTables as _;

        impl ::diesel::__private::ManifestCheckedByMacro for #name {}

        impl ::diesel::__private::Plugin for #name {
            const METADATA: ::diesel::__private::PluginMetadata =
                ::diesel::__private::PluginMetadata::new(
                    <#name>::__ID,
                    ::core::env!("CARGO_PKG_NAME"),
                    ::core::env!("CARGO_PKG_VERSION"),
                )
                .with_previous_ids(&[#(::diesel::__private::PluginId::literal(#ids)),*])
                .with_depends_on(&[#(#depends_on),*])
                .with_shared_schemas(&[
                    #(::diesel::__private::SharedSchemaName::literal(#shared)),*
                ])
                .with_migrations(&[#(#migrations),*])
                .with_tables(<#name>::__TABLES)
                .with_types(<#name>::__TYPES)
                .with_init(::diesel::__private::InitMode::#mode);

            #init
        }
    }
}

fn dependency(path: &Path) -> TokenStream {
    quote!(<#path as ::diesel::__private::Plugin>::METADATA.id())
}

fn init() -> TokenStream {
    quote! {
        fn init(
            &self,
            context: &::diesel::__private::PluginContext<Self>,
        ) -> ::core::result::Result<(), ::diesel::__private::InitError> {
            start::init(self, context)
        }
    }
}

/// Calls the user's `init`. In a module of its own no other trait is in scope.
fn start(name: &Ident, span: Span) -> TokenStream {
    // The span makes a missing `fn init` an error at the word `init`.
    let inherent = quote_spanned!(span=> <crate::#name>::init(plugin, context));
    quote! {
        mod start {
            // Rust prefers an inherent `init`; without one, the error of this trait's appears.
            #[allow(unused_imports, reason = "it is there for the error")]
            use ::diesel::__private::NoInit as _;

            pub(super) fn init(
                plugin: &crate::#name,
                context: &::diesel::__private::PluginContext<crate::#name>,
            ) -> ::core::result::Result<(), ::diesel::__private::InitError> {
                ::core::result::Result::map_err(#inherent, ::core::convert::Into::into)
            }
        }
    }
}

fn migration(checked: &CheckedMigration) -> TokenStream {
    let migration = &checked.migration;
    let (version, name) = (&migration.version, &migration.name);
    let (up, up_path) = (&checked.up, &migration.up.path);
    let down = checked.down.iter().zip(&migration.down).map(|(sql, file)| {
        let path = &file.path;
        quote!(.with_down(#sql, #path))
    });
    let run_in_transaction = migration.run_in_transaction;
    let removed = |path: &str, removals: &[Removal]| -> Vec<String> {
        let place = |removal: &Removal| {
            let Removal {
                line, column, text, ..
            } = removal;
            format!("{path}:{line}:{column}: `{text}`")
        };
        removals.iter().map(place).collect()
    };
    let mut removals = removed(up_path, &checked.up_removals);
    if let Some(down) = &migration.down {
        removals.extend(removed(&down.path, &checked.down_removals));
    }
    let removals = (!removals.is_empty()).then(|| quote!(.with_removals(&[#(#removals),*])));
    quote! {
        ::diesel::__private::EmbeddedMigration::new(#version, #name, #up, #up_path)
            #(#down)*
            .with_run_in_transaction(#run_in_transaction)
            #removals
    }
}

/// Lets Cargo build again when a file changes. The bytes are in no binary, nor is the path.
fn tracked(judged: &[String], migrations: &[String]) -> TokenStream {
    let paths = judged
        .iter()
        .chain(migrations)
        .map(|path| format!("/{path}"));
    quote! {
        #(
            const _: &[::core::primitive::u8] = ::core::include_bytes!(
                ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #paths)
            );
        )*
    }
}

/// A macro cannot emit a warning, so the use of a deprecated constant causes it.
fn warnings(embedded: &Embedded) -> TokenStream {
    let Some(span) = embedded.span else {
        return TokenStream::new();
    };
    embedded
        .warnings
        .iter()
        .map(|warning| {
            let used = quote_spanned!(span=> MIGRATION);
            quote! {
                const _: () = {
                    #[deprecated(note = #warning)]
                    const MIGRATION: () = ();
                    #used
                };
            }
        })
        .collect()
}

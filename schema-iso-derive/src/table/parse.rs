//! The syntax of `#[plugin_table]`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use schema_iso::rule::message::table_not_a_struct;
use syn::{Ident, Item, ItemStruct, LitStr};

use crate::attribute::{Arguments, Key};
use crate::errors::{CompileErrors, Errors};

const KEYS: &[Key] = &[
    Key {
        name: "plugin",
        form: "plugin = \"my-feature\"",
    },
    Key {
        name: "table",
        form: "table = \"items\"",
    },
    Key {
        name: "insert",
        form: "insert = NewItem",
    },
    Key {
        name: "changes",
        form: "changes = ItemChanges",
    },
];

/// The parsed input.
pub(super) struct Input {
    pub(super) item: ItemStruct,
    pub(super) plugin: Option<LitStr>,
    pub(super) table: Option<LitStr>,
    pub(super) insert: Option<Ident>,
    pub(super) changes: Option<Ident>,
    pub(super) errors: Errors,
}

impl Input {
    pub(super) fn parse(arguments: TokenStream, item: TokenStream) -> Result<Self, CompileErrors> {
        let item = match syn::parse2::<Item>(item)? {
            Item::Struct(item) => item,
            Item::Enum(item) => return Err(not_a_struct(&item.ident)),
            Item::Union(item) => return Err(not_a_struct(&item.ident)),
            other => {
                let error = table_not_a_struct("Item");
                return Err(syn::Error::new_spanned(other.into_token_stream(), error).into());
            }
        };
        let errors = Errors::new();
        let arguments = Arguments::parse("plugin_table", KEYS, arguments, &errors);
        let plugin = arguments.value("plugin");
        let table = arguments.value("table");
        let insert = arguments.value("insert");
        let changes = arguments.value("changes");
        Ok(Self {
            item,
            plugin,
            table,
            insert,
            changes,
            errors,
        })
    }
}

fn not_a_struct(name: &Ident) -> CompileErrors {
    CompileErrors::of(name.span(), &table_not_a_struct(&name.to_string()))
}

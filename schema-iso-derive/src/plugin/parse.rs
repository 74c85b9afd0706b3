//! The syntax of `#[plugin]`.

use proc_macro2::TokenStream;
use schema_iso::rule::message::plugin_not_a_struct;
use syn::{Ident, Item, ItemStruct, LitStr, Path};

use crate::attribute::{Arguments, Key};
use crate::errors::{CompileErrors, Errors};

const KEYS: &[Key] = &[
    Key {
        name: "id",
        form: "id = \"my-feature\"",
    },
    Key {
        name: "previous_ids",
        form: "previous_ids(\"old-feature\")",
    },
    Key {
        name: "depends_on",
        form: "depends_on(auth::Auth)",
    },
    Key {
        name: "migrations",
        form: "migrations = \"migrations\"",
    },
    Key {
        name: "shared_schemas",
        form: "shared_schemas(\"extensions\")",
    },
    Key {
        name: "init",
        form: "init",
    },
];

/// The parsed input.
pub(super) struct Input {
    pub(super) item: ItemStruct,
    pub(super) id: Option<LitStr>,
    /// The key `id` is there, be its value right or wrong.
    pub(super) has_id: bool,
    pub(super) previous_ids: Vec<LitStr>,
    pub(super) depends_on: Vec<Path>,
    pub(super) migrations: Option<LitStr>,
    pub(super) shared_schemas: Vec<LitStr>,
    pub(super) init: Option<proc_macro2::Span>,
    /// `init(concurrent)`
    pub(super) concurrent_init: bool,
    pub(super) errors: Errors,
}

impl Input {
    pub(super) fn parse(arguments: TokenStream, item: TokenStream) -> Result<Self, CompileErrors> {
        let item = match syn::parse2(item)? {
            Item::Struct(item) => item,
            Item::Enum(item) => return Err(not_a_struct(&item.ident)),
            Item::Union(item) => return Err(not_a_struct(&item.ident)),
            other => {
                let error = plugin_not_a_struct("MyFeature");
                return Err(syn::Error::new_spanned(other, error).into());
            }
        };
        let errors = Errors::new();
        let arguments = Arguments::parse("plugin", KEYS, arguments, &errors);
        let id = arguments.value("id");
        let has_id = arguments.span("id").is_some();
        let previous_ids = arguments.list("previous_ids");
        let depends_on = arguments.list("depends_on");
        let migrations = arguments.value("migrations");
        let shared_schemas = arguments.list("shared_schemas");
        let init = arguments.span("init");
        let concurrent_init = arguments.word("init", "concurrent");
        Ok(Self {
            item,
            id,
            has_id,
            previous_ids,
            depends_on,
            migrations,
            shared_schemas,
            init,
            concurrent_init,
            errors,
        })
    }
}

fn not_a_struct(name: &Ident) -> CompileErrors {
    CompileErrors::of(name.span(), &plugin_not_a_struct(&name.to_string()))
}

//! The syntax of `#[plugin_table]` and `#[plugin_import]`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use schema_iso::rule::Diagnostic;
use schema_iso::rule::message::table_not_a_struct;
use syn::{Ident, Item, ItemStruct, LitStr, Path};

use super::relation::{Export, Relation};
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
    Key {
        name: "view",
        form: "view",
    },
    Key {
        name: "export",
        form: "export",
    },
    Key {
        name: "ignore_columns",
        form: "ignore_columns(legacy, search)",
    },
];

const IMPORT_KEYS: &[Key] = &[
    Key {
        name: "from",
        form: "from = auth::schema::user_cards",
    },
    Key {
        name: "table",
        form: "table = \"makers\"",
    },
];

/// The parsed input.
pub(super) struct Input {
    pub(super) item: ItemStruct,
    pub(super) plugin: Option<LitStr>,
    pub(super) table: Option<LitStr>,
    pub(super) insert: Option<Ident>,
    pub(super) changes: Option<Ident>,
    pub(super) relation: Relation,
    pub(super) export: Option<Export>,
    /// Columns that the database has and the struct has not.
    pub(super) ignored: Vec<Ident>,
    pub(super) errors: Errors,
}

impl Input {
    pub(super) fn parse(arguments: TokenStream, item: TokenStream) -> Result<Self, CompileErrors> {
        let item = row_struct(item)?;
        let errors = Errors::new();
        let arguments = Arguments::parse("plugin_table", KEYS, arguments, &errors);
        let plugin = arguments.value("plugin");
        let table = arguments.value("table");
        let insert = arguments.value("insert");
        let changes = arguments.value("changes");
        let is_view = arguments.flag("view");
        let export = Export::parse(&arguments, &errors);
        if is_view {
            for key in ["insert", "changes"] {
                if let Some(span) = arguments.span(key) {
                    let message = format!("`{key}` is for tables, and a view can only be read");
                    let help = format!("remove `{key}`; write to the tables that the view reads");
                    errors.at_span(span, Diagnostic::without_rule(message).with_help(help));
                }
            }
        }
        let relation = if is_view {
            Relation::View
        } else {
            Relation::Table
        };
        Ok(Self {
            item,
            plugin,
            table,
            insert,
            changes,
            relation,
            export,
            ignored: arguments.list("ignore_columns"),
            errors,
        })
    }

    pub(super) fn parse_import(
        arguments: TokenStream,
        item: TokenStream,
    ) -> Result<Self, CompileErrors> {
        let item = row_struct(item)?;
        let errors = Errors::new();
        let arguments = Arguments::parse("plugin_import", IMPORT_KEYS, arguments, &errors);
        let from = arguments.value_with("from", Path::parse_mod_style);
        if from.is_none() && arguments.span("from").is_none() {
            let message = format!("`{}` does not say what it imports", item.ident);
            let help =
                "name the owner's table: `#[plugin_import(from = auth::schema::user_cards)]`";
            errors.at(
                &item.ident,
                Diagnostic::without_rule(message).with_help(help),
            );
        }
        Ok(Self {
            plugin: None,
            table: arguments.value("table"),
            insert: None,
            changes: None,
            relation: from.map_or(Relation::Table, Relation::Imported),
            export: None,
            ignored: Vec::new(),
            item,
            errors,
        })
    }
}

fn row_struct(item: TokenStream) -> Result<ItemStruct, CompileErrors> {
    match syn::parse2::<Item>(item)? {
        Item::Struct(item) => Ok(item),
        Item::Enum(item) => Err(not_a_struct(&item.ident)),
        Item::Union(item) => Err(not_a_struct(&item.ident)),
        other => {
            let error = table_not_a_struct("Item");
            Err(syn::Error::new_spanned(other.into_token_stream(), error).into())
        }
    }
}

fn not_a_struct(name: &Ident) -> CompileErrors {
    CompileErrors::of(name.span(), &table_not_a_struct(&name.to_string()))
}

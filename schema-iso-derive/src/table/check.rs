//! The checks of `#[plugin_table]`.

use proc_macro2::TokenTree;
use schema_iso::definition::{IdentifierKind, check_identifier, table_name};
use schema_iso::id::PluginId;
use schema_iso::rule::Diagnostic;
use schema_iso::rule::message::{
    duplicate_column, generic_table, missing_primary_key, primary_key_nullable, table_not_a_struct,
    table_without_columns,
};
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::{Fields, Ident, ItemStruct, LitStr, Token};

use super::column::Column;
use super::parse::Input;
use super::relation::{Export, Relation};
use crate::crate_root::CrateRoot;
use crate::errors::{CompileErrors, Errors};
use crate::manifest;
use crate::names::identifier;

/// The most columns that Diesel can have.
const MOST_COLUMNS: usize = 128;

/// Names that the module of a table has for itself.
const RESERVED: &[&str] = &[
    "table",
    "columns",
    "column",
    "dsl",
    "star",
    "all_columns",
    "SqlType",
    "BoxedQuery",
    "__Row",
    "__Exports",
    "__TYPES",
];

/// A table that has nothing wrong.
pub(super) struct Table {
    /// The row, without our attributes.
    pub(super) item: ItemStruct,
    /// The name in the database.
    pub(super) name: String,
    /// The name of the module.
    pub(super) module: Ident,
    /// The plugin that the attribute names.
    pub(super) plugin: Option<LitStr>,
    pub(super) columns: Vec<Column>,
    pub(super) insert: Option<Ident>,
    pub(super) changes: Option<Ident>,
    pub(super) relation: Relation,
    pub(super) export: Option<Export>,
    /// Columns that the database has and the struct has not.
    pub(super) ignored: Vec<Ident>,
    /// The crate has no table before it.
    pub(super) is_first: bool,
}

impl Table {
    pub(super) fn primary_key(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.primary_key)
    }
}

pub(super) fn check(input: Input, root: &CrateRoot) -> Result<Table, CompileErrors> {
    let Input {
        mut item, errors, ..
    } = input;
    let row = item.ident.clone();
    root.expect_plugin(&row.to_string(), row.span(), &errors);
    manifest::check_item(root, row.span(), &errors);
    if let Some(plugin) = &input.plugin
        && let Err(error) = PluginId::new(&plugin.value())
    {
        errors.at(plugin, Diagnostic::from(&error));
    }
    if !item.generics.params.is_empty() {
        errors.at(&item.generics, generic_table(&row.to_string()));
    }
    let (name, module) = names(&row, input.table.as_ref(), &errors);
    root.remember_row(&row.to_string(), &module.to_string());
    check_attributes(&item, &errors);
    let mut columns = columns(&mut item, &errors);
    check_columns(&name, &module, &columns, &errors);
    for ignored in &input.ignored {
        if columns.iter().any(|column| *ignored == column.name) {
            let message = format!("`{ignored}` is a column of the struct, and ignored");
            let help = "remove it from `ignore_columns`, or remove the field";
            errors.at(ignored, Diagnostic::without_rule(message).with_help(help));
        }
    }
    let is_table = matches!(input.relation, Relation::Table);
    check_primary_key(&row, &name, is_table, &mut columns, &errors);
    if !is_table {
        check_read_only(&columns, &input.relation, &errors);
    }
    check_companions(&input.insert, &input.changes, &columns, &errors);
    errors.finish()?;
    let is_first = root.first("table", &row.to_string()).is_none();
    Ok(Table {
        is_first,
        item,
        name,
        module,
        plugin: input.plugin,
        columns,
        insert: input.insert,
        changes: input.changes,
        relation: input.relation,
        export: input.export,
        ignored: input.ignored,
    })
}

fn names(row: &Ident, given: Option<&LitStr>, errors: &Errors) -> (String, Ident) {
    let name = given.map_or_else(|| table_name(&row.to_string()), LitStr::value);
    let span = given.map_or(row.span(), LitStr::span);
    let module = identifier(&name, row.span());
    if let Err(error) = check_identifier(IdentifierKind::Table, &name) {
        errors.at_span(span, Diagnostic::from(&error));
    } else if module.is_none() {
        let message = format!("the table `{name}` cannot be the name of a Rust module");
        let help =
            "name it with letters, digits and underscores: `#[plugin_table(table = \"items\")]`";
        errors.at_span(span, Diagnostic::without_rule(message).with_help(help));
    }
    let module = module.unwrap_or_else(|| row.clone());
    (name, module)
}

/// Rejects `#[diesel(…)]` options that `#[plugin_table]` emits itself.
fn check_attributes(item: &ItemStruct, errors: &Errors) {
    let diesel = item.attrs.iter().filter(|it| it.path().is_ident("diesel"));
    for attribute in diesel {
        let read = attribute.parse_nested_meta(|meta| {
            let help = if meta.path.is_ident("table_name") {
                Some("remove it; another name is `#[plugin_table(table = \"items\")]`")
            } else if meta.path.is_ident("primary_key") {
                Some("write `#[column(primary_key)]` on the field or fields instead")
            } else {
                None
            };
            if let (Some(help), Some(name)) = (help, meta.path.get_ident()) {
                let message = format!("`{name}` is for `#[plugin_table]` to say to Diesel");
                errors.at(name, Diagnostic::without_rule(message).with_help(help));
            }
            skip_value(&meta)
        });
        // What cannot be read is for Diesel's derives to refuse.
        drop(read);
    }
}

/// Skips to the next argument.
pub(super) fn skip_value(meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    while !meta.input.is_empty() && !meta.input.peek(Token![,]) {
        meta.input.parse::<TokenTree>()?;
    }
    Ok(())
}

fn columns(item: &mut ItemStruct, errors: &Errors) -> Vec<Column> {
    let name = item.ident.to_string();
    match &mut item.fields {
        Fields::Named(fields) => {
            let fields = fields.named.iter_mut();
            fields.map(|field| Column::parse(field, errors)).collect()
        }
        Fields::Unnamed(_) | Fields::Unit => {
            errors.at(&item.ident, table_not_a_struct(&name));
            Vec::new()
        }
    }
}

fn check_columns(table: &str, module: &Ident, columns: &[Column], errors: &Errors) {
    for (at, column) in columns.iter().enumerate() {
        let ident = column.ident.unraw();
        let first = columns[..at].iter().find(|first| first.name == column.name);
        if first.is_some() {
            errors.at(&column.ident, duplicate_column(table, &column.name));
        }
        if RESERVED.iter().any(|reserved| ident == reserved) || ident == module.unraw() {
            let message = format!(
                "the field `{ident}` has a name that the module `{module}` needs for itself"
            );
            let help = format!(
                "rename the field; its column keeps the name with `#[column(name = \"{}\")]`",
                column.name
            );
            errors.at(
                &column.ident,
                Diagnostic::without_rule(message).with_help(help),
            );
        }
    }
    if columns.len() > MOST_COLUMNS {
        let message = format!(
            "the table `{table}` has {} columns, and Diesel can have {MOST_COLUMNS}",
            columns.len()
        );
        let help = "split the table";
        let extra = &columns[MOST_COLUMNS].ident;
        errors.at(extra, Diagnostic::without_rule(message).with_help(help));
    }
}

/// Rejects what only a table can have.
fn check_read_only(columns: &[Column], relation: &Relation, errors: &Errors) {
    let is_import = matches!(relation, Relation::Imported(_));
    for column in columns {
        let of_tables = [
            (column.default.is_some(), "default"),
            (column.max_length.is_some(), "max_length"),
            (column.unique, "unique"),
            (column.index, "index"),
            (is_import && column.references.is_some(), "references"),
            (column.on_delete.is_some(), "on_delete"),
            (column.on_update.is_some(), "on_update"),
        ];
        if let Some((_, key)) = of_tables.into_iter().find(|(is_there, _)| *is_there) {
            let what = if is_import { "an import" } else { "a view" };
            let message = format!("`{key}` is for the columns of tables, and this is {what}");
            let help = match key {
                "references" => {
                    "remove it; for a join without an ON clause write `joinable!(items -> makers (maker_id));`"
                        .to_owned()
                }
                _ => format!("remove `{key}`"),
            };
            errors.at(
                &column.ident,
                Diagnostic::without_rule(message).with_help(help),
            );
        }
    }
}

fn check_primary_key(
    row: &Ident,
    table: &str,
    is_table: bool,
    columns: &mut [Column],
    errors: &Errors,
) {
    if columns.is_empty() {
        // Another error, unless the struct has braces with nothing between them.
        if errors.len() == 0 {
            errors.at(row, table_without_columns(table));
        }
        return;
    }
    if !columns.iter().any(|column| column.primary_key) {
        match columns.iter_mut().find(|column| column.ident == "id") {
            Some(id) => id.primary_key = true,
            None if is_table => errors.at(row, missing_primary_key(table)),
            // A view needs none: nothing says which of its rows is which.
            None => {}
        }
    }
    for column in columns.iter().filter(|column| column.primary_key) {
        if column.is_spelled_option() {
            errors.at(&column.ty, primary_key_nullable(table, &column.name));
        }
    }
}

fn check_companions(
    insert: &Option<Ident>,
    changes: &Option<Ident>,
    columns: &[Column],
    errors: &Errors,
) {
    if let (Some(insert), Some(changes)) = (insert, changes)
        && insert == changes
    {
        let message = format!("`insert` and `changes` are both `{changes}`");
        let help = "give each a name of its own";
        errors.at(changes, Diagnostic::without_rule(message).with_help(help));
    }
    if let Some(changes) = changes
        && !columns.is_empty()
        && columns.iter().all(|column| column.primary_key)
    {
        let message = "every column is part of the primary key, so there is nothing to change";
        let help = "remove `changes`";
        errors.at(changes, Diagnostic::without_rule(message).with_help(help));
    }
}

//! Checks of imports, while compiling (ISO-18).

use schema_iso::definition::{ColumnDefinition, SqlTypeName, TableDefinition};
use schema_iso::id::PluginId;
use schema_iso::plugin::PluginMetadata;

use crate::constant_text::{Message, same_text};

const PAGE: &str =
    "\nnote: rule ISO-18, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_18/index.html";

/// Checks that the owner lets a plugin read an export.
///
/// # Panics
///
/// If it does not; in a constant that is a compile error.
#[track_caller]
#[expect(clippy::panic, reason = "the panic is the compile error of a constant")]
pub const fn expect_exported(export: &TableDefinition, reader: &PluginId) {
    if export.readers().include(reader) {
        return;
    }
    let owner = export.plugin();
    let message = Message::of(&[
        "`",
        export.name(),
        "` is not exported to the plugin `",
        reader.as_str(),
        "`\nhelp: `",
        owner.as_str(),
        "` decides who may read it: `#[plugin_table(export(\"",
        reader.as_str(),
        "\"))]`",
        PAGE,
    ]);
    panic!("{}", message.as_str())
}

/// Checks that a plugin depends on the owner of what it imports, so that it is migrated after it.
///
/// # Panics
///
/// If it does not; in a constant that is a compile error.
#[track_caller]
#[expect(clippy::panic, reason = "the panic is the compile error of a constant")]
pub const fn expect_dependency(reader: &PluginMetadata, owner: &PluginId) {
    let depends_on = reader.depends_on();
    let mut at = 0;
    while at < depends_on.len() {
        if depends_on[at].same_as(owner) {
            return;
        }
        at += 1;
    }
    let message = Message::of(&[
        "the plugin `",
        reader.id().as_str(),
        "` imports from `",
        owner.as_str(),
        "` and does not depend on it\nhelp: name the plugin of that crate: `#[plugin(…, depends_on(…))]`",
        PAGE,
    ]);
    panic!("{}", message.as_str())
}

/// Checks that an export has a column of a name, and returns the column.
///
/// # Panics
///
/// If it has not; in a constant that is a compile error.
#[track_caller]
#[expect(clippy::panic, reason = "the panic is the compile error of a constant")]
pub const fn expect_column(export: &TableDefinition, name: &str) -> ColumnDefinition {
    let columns = export.columns();
    let mut at = 0;
    while at < columns.len() {
        if same_text(columns[at].name(), name) {
            return columns[at];
        }
        at += 1;
    }
    let owner = export.plugin();
    let message = Message::of(&[
        "`",
        export.name(),
        "` of the plugin `",
        owner.as_str(),
        "` exports no column `",
        name,
        "`\nhelp: remove the field, or give it the name of a column that is there: `#[column(name = \"…\")]`",
        PAGE,
    ]);
    panic!("{}", message.as_str())
}

/// Checks that a column is imported with the type that the owner declares.
///
/// # Panics
///
/// If it is not; in a constant that is a compile error.
#[track_caller]
#[expect(clippy::panic, reason = "the panic is the compile error of a constant")]
pub const fn expect_type(
    export: &TableDefinition,
    name: &str,
    sql_type: &SqlTypeName,
    nullable: bool,
) {
    let column = expect_column(export, name);
    let (there, here) = (column.sql_type(), *sql_type);
    let same = same_text(shape(&there), shape(&here))
        && there.array() == here.array()
        && match (there.schema(), here.schema()) {
            (Some(there), Some(here)) => same_text(there, here),
            (None, None) => true,
            _ => false,
        };
    let (problem, help) = if !same {
        (
            "has another SQL type in",
            "give the field the type that it has in the owner's struct",
        )
    } else if column.nullable() && !nullable {
        ("may be NULL in", "write `Option<…>`")
    } else if !column.nullable() && nullable {
        ("is never NULL in", "write the type without `Option`")
    } else {
        return;
    };
    let owner = export.plugin();
    let message = Message::of(&[
        "the column `",
        name,
        "` ",
        problem,
        " `",
        export.name(),
        "` of the plugin `",
        owner.as_str(),
        "`\nhelp: ",
        help,
        PAGE,
    ]);
    panic!("{}", message.as_str())
}

/// The name of a type; a varchar is a text with a bound.
const fn shape(sql_type: &SqlTypeName) -> &'static str {
    let name = sql_type.name();
    if same_text(name, "varchar") {
        "text"
    } else {
        name
    }
}

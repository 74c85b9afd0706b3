//! Collects the listed tables and their types for the plugin's metadata.

use schema_iso::definition::{TableDefinition, TypeDefinition};

use crate::constant_text::same_text;

/// The tables of a plugin that has no `plugin_tables!`.
///
/// `plugin_tables!` emits inherent constants of the same names, which Rust
/// prefers to those of a trait; so `#[plugin]` need not know whether it is there.
pub trait NoTables {
    /// No tables.
    const __TABLES: &'static [&'static TableDefinition] = &[];
    /// No types.
    const __TYPES: &'static [&'static TypeDefinition] = &[];

    /// Whether the table of `T` is listed. Without a list that is not asked of each table.
    fn __listed<T>() {}
}

impl<P> NoTables for P {}

type TypesOfTables = [&'static [Option<&'static TypeDefinition>]];

/// How many types the columns of all tables have among them, each counted once.
#[must_use]
pub const fn count_types(tables: &TypesOfTables) -> usize {
    let mut count = 0;
    let mut table = 0;
    while table < tables.len() {
        let mut column = 0;
        while column < tables[table].len() {
            if let Some(found) = tables[table][column]
                && is_first(tables, table, column, found)
            {
                count += 1;
            }
            column += 1;
        }
        table += 1;
    }
    count
}

/// The types that [`count_types`] counts.
#[must_use]
pub const fn collect_types<const COUNT: usize>(
    tables: &TypesOfTables,
) -> [&'static TypeDefinition; COUNT] {
    const NONE: &TypeDefinition =
        &TypeDefinition::new(schema_iso::id::PluginId::literal("none"), "none", &[]);

    let mut types = [NONE; COUNT];
    let mut count = 0;
    let mut table = 0;
    while table < tables.len() {
        let mut column = 0;
        while column < tables[table].len() {
            if let Some(found) = tables[table][column]
                && is_first(tables, table, column, found)
            {
                types[count] = found;
                count += 1;
            }
            column += 1;
        }
        table += 1;
    }
    types
}

/// Whether no column before this one has the type.
const fn is_first(
    tables: &TypesOfTables,
    last_table: usize,
    last_column: usize,
    wanted: &TypeDefinition,
) -> bool {
    let mut table = 0;
    while table <= last_table {
        let mut column = 0;
        while column < tables[table].len() && (table < last_table || column < last_column) {
            if let Some(found) = tables[table][column]
                && same_text(found.name(), wanted.name())
            {
                return false;
            }
            column += 1;
        }
        table += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use schema_iso::id::PluginId;

    use super::*;

    const NOTES: PluginId = PluginId::literal("notes");
    const STATUS: TypeDefinition = TypeDefinition::new(NOTES, "status", &["draft"]);
    const COLOUR: TypeDefinition = TypeDefinition::new(NOTES, "colour", &["red"]);

    #[test]
    fn a_type_of_many_columns_is_collected_once() {
        const TABLES: &TypesOfTables = &[
            &[None, Some(&STATUS), Some(&STATUS)],
            &[],
            &[Some(&COLOUR), Some(&STATUS)],
        ];
        assert_eq!(count_types(TABLES), 2);
        assert_eq!(collect_types::<2>(TABLES), [&STATUS, &COLOUR]);
    }
}

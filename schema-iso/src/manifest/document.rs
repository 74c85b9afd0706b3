//! Reading TOML with places.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Follows keys from table to table.
pub(super) fn table_at<'doc, 'text>(
    table: &'doc DeTable<'text>,
    keys: &[&str],
) -> Option<&'doc DeTable<'text>> {
    keys.iter()
        .try_fold(table, |table, &key| table.get(key)?.get_ref().as_table())
}

/// The text at a key.
pub(super) fn text_at<'doc>(table: &'doc DeTable<'_>, key: &str) -> Option<&'doc str> {
    table.get(key)?.get_ref().as_str()
}

/// The table of the package; `project` is the older spelling that Cargo still reads.
pub(super) fn package_at<'doc, 'text>(
    manifest: &'doc DeTable<'text>,
) -> Option<&'doc DeTable<'text>> {
    table_at(manifest, &["package"]).or_else(|| table_at(manifest, &["project"]))
}

/// Parses a text as TOML; an error comes with its line.
pub(super) fn parse(text: &str) -> Result<Spanned<DeTable<'_>>, (usize, toml::de::Error)> {
    DeTable::parse(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        (line_of(text, start), error)
    })
}

/// The line that a byte stands in, counted from one.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().iter().take(offset);
    1 + before.filter(|&&byte| byte == b'\n').count()
}

/// The three kinds of tables, each with the older spelling that cargo still reads.
const TABLES: [&str; 5] = [
    "dependencies",
    "build-dependencies",
    "build_dependencies",
    "dev-dependencies",
    "dev_dependencies",
];

/// A dependency as a manifest has it.
pub(super) struct Declared<'doc, 'text> {
    pub(super) key: &'doc str,
    pub(super) span: Range<usize>,
    pub(super) value: &'doc DeValue<'text>,
    /// The table as its header has it, without brackets.
    pub(super) table: String,
    /// The last part of the header.
    pub(super) table_kind: &'static str,
}

/// All dependencies of a manifest, for all targets, as they stand in the text.
pub(super) fn declared<'doc, 'text>(manifest: &'doc DeTable<'text>) -> Vec<Declared<'doc, 'text>> {
    let mut found = Vec::new();
    collect(manifest, "", &mut found);
    for (target, tables) in table_at(manifest, &["target"]).into_iter().flatten() {
        if let Some(tables) = tables.get_ref().as_table() {
            let prefix = format!("target.'{}'.", target.get_ref());
            collect(tables, &prefix, &mut found);
        }
    }
    found.sort_by_key(|declared| declared.span.start);
    found
}

fn collect<'doc, 'text>(
    tables: &'doc DeTable<'text>,
    prefix: &str,
    found: &mut Vec<Declared<'doc, 'text>>,
) {
    for table_kind in TABLES {
        // Beside the newer spelling, Cargo does not read the older one.
        let newer = table_kind.replace('_', "-");
        if newer != table_kind && tables.contains_key(newer.as_str()) {
            continue;
        }
        for (key, value) in table_at(tables, &[table_kind]).into_iter().flatten() {
            found.push(Declared {
                key: key.get_ref(),
                span: key.span(),
                value: value.get_ref(),
                table: format!("{prefix}{table_kind}"),
                table_kind,
            });
        }
    }
}

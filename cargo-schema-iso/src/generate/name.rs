//! Names and texts in SQL.

/// PostgreSQL's words that are no name of a column or table without quotes: the reserved ones.
const RESERVED: &[&str] = &[
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "authorization",
    "binary",
    "both",
    "case",
    "cast",
    "check",
    "collate",
    "collation",
    "column",
    "concurrently",
    "constraint",
    "create",
    "cross",
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "false",
    "fetch",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "group",
    "having",
    "ilike",
    "in",
    "initially",
    "inner",
    "intersect",
    "into",
    "is",
    "isnull",
    "join",
    "lateral",
    "leading",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "natural",
    "not",
    "notnull",
    "null",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "outer",
    "overlaps",
    "placing",
    "primary",
    "references",
    "returning",
    "right",
    "select",
    "session_user",
    "similar",
    "some",
    "symmetric",
    "system_user",
    "table",
    "tablesample",
    "then",
    "to",
    "trailing",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
    // These may be a table's or column's name, but not a type's; one list is enough.
    "between",
    "bigint",
    "bit",
    "boolean",
    "char",
    "character",
    "coalesce",
    "dec",
    "decimal",
    "exists",
    "extract",
    "float",
    "greatest",
    "grouping",
    "inout",
    "int",
    "integer",
    "interval",
    "json",
    "least",
    "national",
    "nchar",
    "none",
    "normalize",
    "nullif",
    "numeric",
    "out",
    "overlay",
    "position",
    "precision",
    "real",
    "row",
    "setof",
    "smallint",
    "substring",
    "time",
    "timestamp",
    "treat",
    "trim",
    "values",
    "varchar",
    "xmlattributes",
    "xmlconcat",
    "xmlelement",
    "xmlexists",
    "xmlforest",
    "xmlnamespaces",
    "xmlparse",
    "xmlpi",
    "xmlroot",
    "xmlserialize",
    "xmltable",
];

/// A name as it is written in SQL: with quotes only where PostgreSQL needs them.
pub(super) fn name(name: &str) -> String {
    let mut characters = name.chars();
    let plain = characters
        .next()
        .is_some_and(|first| first.is_ascii_lowercase() || first == '_')
        && characters.all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_')
        && !RESERVED.contains(&name);
    if plain {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

/// Names, joined by commas.
pub(super) fn names(of: &[String]) -> String {
    of.iter().map(|it| name(it)).collect::<Vec<_>>().join(", ")
}

/// A text as it is written in SQL.
pub(super) fn literal(text: &str) -> String {
    let quoted = text.replace('\'', "''");
    if text.contains('\\') {
        format!("E'{}'", quoted.replace('\\', "\\\\"))
    } else {
        format!("'{quoted}'")
    }
}

/// The name that PostgreSQL itself would choose, cut to 63 bytes as PostgreSQL cuts it.
pub(super) fn made_of(table: &str, columns: &[String], suffix: &str) -> String {
    let columns = columns.join("_");
    let room = 63 - 1 - suffix.len() - usize::from(!columns.is_empty());
    let (mut one, mut other) = (table.len(), columns.len());
    while one + other > room {
        if one > other { one -= 1 } else { other -= 1 }
    }
    while !table.is_char_boundary(one) {
        one -= 1;
    }
    while !columns.is_char_boundary(other) {
        other -= 1;
    }
    if columns.is_empty() {
        format!("{}_{suffix}", &table[..one])
    } else {
        format!("{}_{}_{suffix}", &table[..one], &columns[..other])
    }
}

/// A type, as `format_type` writes it, in the words that people use.
pub(super) fn short_type(formatted: &str) -> String {
    let (element, array) = match formatted.strip_suffix("[]") {
        Some(element) => (element, "[]"),
        None => (formatted, ""),
    };
    let with = |start: &str, short: &str, end: &str| {
        let rest = element.strip_prefix(start)?.strip_suffix(end)?;
        (rest.is_empty() || rest.starts_with('(')).then(|| format!("{short}{rest}"))
    };
    let short = with("timestamp", "timestamptz", " with time zone")
        .or_else(|| with("timestamp", "timestamp", " without time zone"))
        .or_else(|| with("time", "timetz", " with time zone"))
        .or_else(|| with("time", "time", " without time zone"))
        .or_else(|| with("character varying", "varchar", ""))
        .or_else(|| with("character", "char", ""));
    short.unwrap_or_else(|| element.to_owned()) + array
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_quoted_only_where_it_must_be() {
        for plain in ["items", "_x1", "status", "type", "name"] {
            assert_eq!(name(plain), plain);
        }
        assert_eq!(name("order"), "\"order\"");
        assert_eq!(name("Items"), "\"Items\"");
        assert_eq!(name("1a"), "\"1a\"");
        assert_eq!(name("a\"b"), "\"a\"\"b\"");
        assert_eq!(literal("it's"), "'it''s'");
        assert_eq!(literal("a\\b"), "E'a\\\\b'");
    }

    #[test]
    fn a_long_name_is_cut_on_the_longer_side() {
        let name = made_of(&"a".repeat(60), &["b".repeat(10)], "idx");
        assert_eq!(name.len(), 63);
        assert!(name.ends_with(&format!("_{}_idx", "b".repeat(10))));
        assert_eq!(made_of("items", &[], "pkey"), "items_pkey");
    }

    #[test]
    fn types_have_their_short_names() {
        assert_eq!(short_type("timestamp with time zone"), "timestamptz");
        assert_eq!(
            short_type("timestamp(3) without time zone[]"),
            "timestamp(3)[]"
        );
        assert_eq!(short_type("character varying(20)"), "varchar(20)");
        assert_eq!(short_type("double precision"), "double precision");
        assert_eq!(short_type("characters"), "characters");
    }
}

//! How the values of one type become those of another.

use super::catalogue::Column;

/// What happens to the values of a column when its type changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conversion {
    /// The expression of `USING`, where PostgreSQL needs one.
    pub(super) using: Option<String>,
    /// What is lost.
    pub(super) loss: Option<&'static str>,
    /// Whether the table stays as it is, and is not read.
    pub(super) instant: bool,
}

fn is_text(name: &str) -> bool {
    matches!(name, "text" | "varchar" | "bpchar")
}

fn integer(name: &str) -> Option<u8> {
    ["int2", "int4", "int8"]
        .iter()
        .position(|it| *it == name)
        .map(|at| at as u8)
}

/// The types that structs cannot tell apart are one type: texts, and a domain and its base.
pub(super) fn same_type(found: &Column, wanted: &Column) -> bool {
    let same_name = wanted.type_name == found.type_name
        || found.base_type.as_deref() == Some(wanted.type_name.as_str())
        || (is_text(&wanted.type_name) && is_text(&found.type_name));
    let of_postgresql = wanted.type_schema == "pg_catalog";
    let same_schema = of_postgresql || wanted.type_schema == found.type_schema;
    same_name && same_schema && wanted.array == found.array && wanted.max_length == found.max_length
}

/// How values become those of another type; nothing if they do not.
pub(super) fn convert(from: &Column, to: &Column, column: &str) -> Option<Conversion> {
    if from.array != to.array {
        return None;
    }
    let cast = || Some(format!("{column}::{}", to.sql));
    let through_text = || {
        let text = if from.array { "text[]" } else { "text" };
        Some(format!("{column}::{text}::{}", to.sql))
    };
    let plain = |using, loss| {
        Some(Conversion {
            using,
            loss,
            instant: false,
        })
    };
    let (one, other) = (from.type_name.as_str(), to.type_name.as_str());
    let own = |column: &Column| column.type_schema != "pg_catalog";
    if is_text(one) && is_text(other) && !own(from) && !own(to) {
        let wider = match (from.max_length, to.max_length) {
            (_, None) => true,
            (Some(old), Some(new)) => old <= new,
            (None, Some(_)) => false,
        };
        return Some(Conversion {
            using: None,
            loss: None,
            instant: wider && one != "bpchar" && other != "bpchar" && !from.array,
        });
    }
    if is_text(other) && !own(to) {
        return plain(if from.array { cast() } else { None }, None);
    }
    if is_text(one) && !own(from) {
        return plain(cast(), None);
    }
    if own(from) || own(to) {
        // Enums of the same labels, or a type that reads what the other writes.
        let both = own(from) && own(to);
        return if both {
            plain(through_text(), None)
        } else {
            None
        };
    }
    if let (Some(one), Some(other)) = (integer(one), integer(other)) {
        let _ = (one, other);
        // A number that is too large is an error of PostgreSQL's.
        return plain(None, None);
    }
    const DIGITS: Option<&str> = Some("digits");
    match (one, other) {
        ("int2" | "int4" | "int8", "numeric") => plain(None, None),
        ("int2", "float4" | "float8") | ("int4", "float8") | ("float4", "float8") => {
            plain(None, None)
        }
        ("int4", "float4") | ("int8", "float4" | "float8") => plain(None, DIGITS),
        ("numeric" | "float4" | "float8", "int2" | "int4" | "int8") => {
            plain(None, Some("the digits after the point"))
        }
        ("numeric", "float4" | "float8") | ("float4" | "float8", "numeric") => plain(None, DIGITS),
        ("float8", "float4") => plain(None, DIGITS),
        ("date", "timestamp") => plain(None, None),
        ("date", "timestamptz") | ("timestamp", "timestamptz") if !from.array => plain(
            Some(match one {
                "date" => format!("{column}::timestamp AT TIME ZONE 'UTC'"),
                _ => format!("{column} AT TIME ZONE 'UTC'"),
            }),
            None,
        ),
        ("timestamptz", "timestamp") if !from.array => {
            plain(Some(format!("{column} AT TIME ZONE 'UTC'")), None)
        }
        ("timestamptz", "date") if !from.array => plain(
            Some(format!("({column} AT TIME ZONE 'UTC')::date")),
            Some("the time of day"),
        ),
        ("timestamp", "date") => plain(None, Some("the time of day")),
        ("json", "jsonb") => plain(
            cast(),
            Some("the order of keys, and keys that appear twice"),
        ),
        ("jsonb", "json") => plain(cast(), None),
        ("cidr", "inet") => plain(None, None),
        ("inet", "cidr") => plain(cast(), Some("the host's part of addresses")),
        ("bool", "int4") if !from.array => plain(cast(), None),
        ("int4", "bool") if !from.array => plain(cast(), Some("numbers other than 0 and 1")),
        _ => None,
    }
}

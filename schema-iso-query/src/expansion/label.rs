//! Labels of enums on their way to the database and back.

use std::io::Write;

use diesel::pg::{Pg, PgValue};
use diesel::serialize::{IsNull, Output};

/// Writes a label.
///
/// # Errors
///
/// What the output refuses.
pub fn write_label(out: &mut Output<'_, '_, Pg>, label: &'static str) -> diesel::serialize::Result {
    out.write_all(label.as_bytes())?;
    Ok(IsNull::No)
}

/// The error for a label that the Rust enum does not know.
#[must_use]
pub fn unknown_label(
    type_name: &'static str,
    value: &PgValue<'_>,
) -> Box<dyn std::error::Error + Send + Sync> {
    let label = String::from_utf8_lossy(value.as_bytes());
    format!("the enum `{type_name}` has no variant for the label `{label}`").into()
}

//! `#[plugin_enum]`.

use crate::rule::Diagnostic;

/// An enum of the database that is declared on something else.
///
/// ```
/// use schema_iso::rule::message::not_an_enum;
///
/// let diagnostic = not_an_enum("Status");
/// assert_eq!(diagnostic.help(), Some("write `pub enum Status { … }`"));
/// ```
#[must_use]
pub fn not_an_enum(name: &str) -> Diagnostic {
    Diagnostic::without_rule(format!(
        "the type `{name}` is not an enum without parameters"
    ))
    .with_help(format!("write `pub enum {name} {{ … }}`"))
}

/// An enum without variants.
///
/// ```
/// use schema_iso::rule::message::empty_enum;
///
/// let diagnostic = empty_enum("Status");
/// assert_eq!(diagnostic.message(), "the enum `Status` has no variants");
/// ```
#[must_use]
pub fn empty_enum(name: &str) -> Diagnostic {
    Diagnostic::without_rule(format!("the enum `{name}` has no variants"))
        .with_help("add a variant for every label of the type")
}

/// A variant that holds values.
///
/// ```
/// use schema_iso::rule::message::enum_variant_with_fields;
///
/// let diagnostic = enum_variant_with_fields("Status", "Live");
/// assert_eq!(diagnostic.message(), "the variant `Live` of the enum `Status` has fields");
/// ```
#[must_use]
pub fn enum_variant_with_fields(name: &str, variant: &str) -> Diagnostic {
    Diagnostic::without_rule(format!(
        "the variant `{variant}` of the enum `{name}` has fields"
    ))
    .with_help(format!("write `{variant}` alone: a label holds no values"))
}

/// Two variants of one label.
///
/// ```
/// use schema_iso::rule::message::duplicate_label;
///
/// let diagnostic = duplicate_label("Status", "live");
/// assert_eq!(diagnostic.message(), "the enum `Status` has the label `live` twice");
/// ```
#[must_use]
pub fn duplicate_label(name: &str, label: &str) -> Diagnostic {
    Diagnostic::without_rule(format!("the enum `{name}` has the label `{label}` twice"))
        .with_help("give one of the two variants another label")
}

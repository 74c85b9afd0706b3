//! `#[cfg(…)]`, decided for a set of features.

use std::collections::BTreeSet;

use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Lit, Meta, Token};

/// Whether an item is there, as far as its attributes say.
pub(super) fn is_there(attributes: &[Attribute], features: &BTreeSet<String>) -> bool {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .all(|attribute| {
            attribute
                .parse_args::<Meta>()
                .is_ok_and(|condition| holds(&condition, features))
        })
}

/// Whether a condition holds in a build for a plugin: no test, no documentation.
fn holds(condition: &Meta, features: &BTreeSet<String>) -> bool {
    match condition {
        Meta::Path(_) => false,
        Meta::NameValue(pair) => {
            pair.path.is_ident("feature")
                && text(&pair.value).is_some_and(|it| features.contains(&it))
        }
        Meta::List(list) => {
            let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
            let Ok(inner) = list.parse_args_with(parser) else {
                return false;
            };
            let mut inner = inner.iter().map(|condition| holds(condition, features));
            if list.path.is_ident("not") {
                inner.all(|holds| !holds)
            } else if list.path.is_ident("any") {
                inner.any(|holds| holds)
            } else {
                inner.all(|holds| holds)
            }
        }
    }
}

fn text(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

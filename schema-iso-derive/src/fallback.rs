//! The code that is emitted beside errors, so that the author gets one error and not twenty.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit_mut::VisitMut;
use syn::{Attribute, Item};

use crate::errors::CompileErrors;

/// The item itself, without the attributes of this crate's macros.
pub(crate) fn item(item: TokenStream, errors: &CompileErrors) -> TokenStream {
    let item = match syn::parse2::<Item>(item.clone()) {
        Ok(mut item) => {
            let has_derives_of_others = attributes(&item).iter().any(derives_of_others);
            Strip {
                diesel: !has_derives_of_others,
            }
            .visit_item_mut(&mut item);
            item.into_token_stream()
        }
        Err(_) => item,
    };
    quote! {
        #item
        #errors
    }
}

struct Strip {
    /// Diesel's derives know `#[diesel]`, and those that we would add are not there.
    diesel: bool,
}

impl VisitMut for Strip {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        attributes
            .retain(|attribute| !(is_ours(attribute) || self.diesel && is_diesels(attribute)));
    }
}

fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().is_ident("column") || attribute.path().is_ident("label")
}

fn is_diesels(attribute: &Attribute) -> bool {
    attribute.path().is_ident("diesel")
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Struct(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        _ => &[],
    }
}

/// Rust's own derives.
const OWN: &[&str] = &[
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Eq",
    "Hash",
    "Ord",
    "PartialEq",
    "PartialOrd",
];

fn derives_of_others(attribute: &Attribute) -> bool {
    let mut found = false;
    if attribute.path().is_ident("derive") {
        let read = attribute.parse_nested_meta(|meta| {
            found |= !OWN.iter().any(|own| meta.path.is_ident(own));
            Ok(())
        });
        found |= read.is_err();
    }
    found
}

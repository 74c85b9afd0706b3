//! What is emitted beside errors, so that the reader gets one error and not twenty.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit_mut::VisitMut;
use syn::{Attribute, Item};

use crate::errors::CompileErrors;

/// The item itself, without the attributes that only our macros know.
pub(crate) fn item(item: TokenStream, errors: &CompileErrors) -> TokenStream {
    let item = match syn::parse2::<Item>(item.clone()) {
        Ok(mut item) => {
            Strip.visit_item_mut(&mut item);
            item.into_token_stream()
        }
        Err(_) => item,
    };
    quote! {
        #item
        #errors
    }
}

struct Strip;

impl VisitMut for Strip {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        attributes.retain(|attribute| !is_ours(attribute));
    }
}

fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().is_ident("column") || attribute.path().is_ident("label")
}

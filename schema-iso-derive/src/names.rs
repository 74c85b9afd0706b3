//! Names that several expansions use.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Ident;

/// The plugin of the crate, as every other macro finds it.
///
/// `#[plugin]` emits the alias. Where it is missing, its name is what rustc shows.
pub(crate) fn plugin_of_this_crate(span: Span) -> TokenStream {
    quote_spanned!(span=> crate::PluginOfThisCrate)
}

/// The id of that plugin, as a constant.
///
/// Not `Plugin::METADATA`: that lists the tables, whose definitions ask for the id.
pub(crate) fn id_of_this_crate(span: Span) -> TokenStream {
    let plugin = plugin_of_this_crate(span);
    quote!(<#plugin>::__ID)
}

/// A number in bits, the lowest first, as long as `count` numbers need.
pub(crate) fn position(number: usize, count: usize) -> TokenStream {
    let width = usize::BITS - count.saturating_sub(1).leading_zeros();
    (0..width)
        .rev()
        .fold(quote!(::diesel::__private::End), |rest, bit| {
            let bit = if number >> bit & 1 == 1 {
                quote!(One)
            } else {
                quote!(Zero)
            };
            quote!(::diesel::__private::At<::diesel::__private::#bit, #rest>)
        })
}

/// An identifier for a name, raw where the name is a keyword.
pub(crate) fn identifier(name: &str, span: Span) -> Option<Ident> {
    let ident = syn::parse_str::<Ident>(name).or_else(|_| syn::parse_str(&format!("r#{name}")));
    ident.ok().map(|mut ident| {
        ident.set_span(span);
        ident
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_of_one_list_have_one_length() {
        assert_eq!(position(0, 1).to_string().matches("At").count(), 0);
        for count in [2, 3, 4, 5, 32, 33, 128] {
            let width = position(0, count).to_string().matches("At").count();
            let mut seen = Vec::new();
            for number in 0..count {
                let bits = position(number, count).to_string();
                assert_eq!(bits.matches("At").count(), width);
                assert!(!seen.contains(&bits));
                seen.push(bits);
            }
        }
    }

    #[test]
    fn a_keyword_becomes_a_raw_identifier() {
        let name = |text| identifier(text, Span::call_site()).map(|ident| ident.to_string());
        assert_eq!(name("items").as_deref(), Some("items"));
        assert_eq!(name("type").as_deref(), Some("r#type"));
        assert_eq!(name("two words"), None);
        assert_eq!(name("self"), None);
    }
}

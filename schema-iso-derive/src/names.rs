//! Names that several expansions use.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use schema_iso::definition::{DIGITS_OF_A_TABLE, table_number};
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

/// A number in hexadecimal digits, the lowest first.
fn digits(number: u64, width: u32) -> TokenStream {
    (0..width)
        .rev()
        .fold(quote!(::diesel::__private::End), |rest, at| {
            let digit = format_ident!("D{:x}", number >> (4 * at) & 0xf);
            quote!(::diesel::__private::#digit<#rest>)
        })
}

/// The position of a column among `count`: its number, as long as `count` numbers need.
pub(crate) fn position(number: usize, count: usize) -> TokenStream {
    let bits = usize::BITS - count.saturating_sub(1).leading_zeros();
    digits(number as u64, bits.div_ceil(4))
}

/// The position of a table: the number that follows from its name.
pub(crate) fn position_of_table(name: &str) -> TokenStream {
    digits(table_number(name), DIGITS_OF_A_TABLE)
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

    /// How many digits are written.
    fn length(position: &TokenStream) -> usize {
        position.to_string().matches(":: D").count()
    }

    #[test]
    fn positions_of_one_list_have_one_length() {
        assert_eq!(length(&position(0, 1)), 0);
        for count in [2, 3, 4, 5, 16, 17, 32, 33, 128] {
            let width = length(&position(0, count));
            let mut seen = Vec::new();
            for number in 0..count {
                let digits = position(number, count);
                assert_eq!(length(&digits), width);
                let digits = digits.to_string();
                assert!(!seen.contains(&digits));
                seen.push(digits);
            }
        }
    }

    #[test]
    fn positions_of_tables_have_one_length() {
        for name in ["items", "i", "a_very_long_name_of_a_table"] {
            assert_eq!(length(&position_of_table(name)), 10, "{name}");
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

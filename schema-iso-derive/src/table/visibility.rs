//! The row's visibility, seen from the modules inside the table's.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Visibility;

/// Writes `vis` for an item that lies `depth` modules deeper.
pub(super) fn deeper(vis: &Visibility, depth: usize) -> TokenStream {
    let supers = std::iter::repeat_n(quote!(super), depth);
    let up = quote!(#(#supers)::*);
    match vis {
        Visibility::Inherited => quote!(pub(in #up)),
        Visibility::Restricted(restricted) => {
            let path = &restricted.path;
            let first = path.segments.first().map(|first| first.ident.to_string());
            match first.as_deref() {
                Some("self") if path.segments.len() == 1 => quote!(pub(in #up)),
                Some("super" | "self") => {
                    let rest = path.segments.iter();
                    let rest = rest.skip_while(|segment| segment.ident == "self");
                    quote!(pub(in #up #(::#rest)*))
                }
                _ => vis.to_token_stream(),
            }
        }
        Visibility::Public(_) => vis.to_token_stream(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(vis: &str, depth: usize) -> String {
        let vis = syn::parse_str(vis).expect("a visibility");
        deeper(&vis, depth).to_string().replace(' ', "")
    }

    #[test]
    fn a_relative_visibility_grows_with_the_depth() {
        assert_eq!(written("pub", 2), "pub");
        assert_eq!(written("pub(crate)", 2), "pub(crate)");
        assert_eq!(written("pub(in crate::a)", 2), "pub(incrate::a)");
        assert_eq!(written("", 1), "pub(insuper)");
        assert_eq!(written("pub(self)", 2), "pub(insuper::super)");
        assert_eq!(written("pub(super)", 1), "pub(insuper::super)");
        assert_eq!(
            written("pub(in super::super)", 1),
            "pub(insuper::super::super)"
        );
    }
}

//! Expansions and errors of `#[plugin_enum]`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::crate_root::CrateRoot;
use crate::snapshot::{assert_snapshot, messages};

fn plugin_enum(arguments: TokenStream, item: TokenStream) -> TokenStream {
    super::plugin_enum(arguments, item, &CrateRoot::default())
}

#[test]
fn an_enum_with_everything() {
    let expansion = plugin_enum(
        quote!(
            plugin = "my-feature",
            name = "item_status",
            rename_all = "kebab-case"
        ),
        quote! {
            /// Where an item stands.
            #[derive(Debug, Clone, Copy)]
            pub enum Status {
                NotYet,
                #[label("on air")]
                Live,
            }
        },
    );
    assert_snapshot("enum", expansion);
}

#[test]
fn all_mistakes_are_told_at_once() {
    let expansion = plugin_enum(
        quote!(plugin = "My", nam = "x", name = ""),
        quote! {
            enum Status {
                Draft(i32),
                #[label("a")]
                Live,
                #[label]
                A,
                #[label("b")]
                #[label("c")]
                B,
            }
        },
    );
    assert_eq!(
        messages(expansion),
        [
            "`#[plugin_enum]` has no attribute `nam`",
            "`#[label]` is not written as it should be",
            "the variant `B` has two labels",
            "the plugin id has the upper-case letter 'M' at position 1",
            "the variant `Draft` of the enum `Status` has fields",
            "the name of the type is empty",
            "the enum `Status` has the label `a` twice",
        ]
    );
}

#[test]
fn what_is_no_enum_is_refused() {
    let refused = |item: TokenStream| messages(plugin_enum(TokenStream::new(), item));
    assert_eq!(
        refused(quote!(
            struct Status;
        )),
        ["the type `Status` is not an enum without parameters"]
    );
    assert_eq!(
        refused(quote!(
            enum Status<T> {
                A,
            }
        )),
        ["the type `Status` is not an enum without parameters"]
    );
    assert_eq!(
        refused(quote!(
            enum Status {}
        )),
        ["the enum `Status` has no variants"]
    );
}

#[test]
fn an_unknown_case_lists_the_known_ones() {
    let expansion = plugin_enum(
        quote!(rename_all = "Camel"),
        quote!(
            enum Status {
                A,
            }
        ),
    );
    let errors = crate::snapshot::errors(expansion);
    assert_eq!(errors.len(), 1);
    assert!(errors[0].contains("`SCREAMING_SNAKE_CASE`"));
}

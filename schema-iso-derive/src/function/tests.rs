//! Expansions and errors of `#[plugin_functions]`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::crate_root::CrateRoot;
use crate::snapshot::{assert_snapshot, messages};

fn plugin_functions(item: TokenStream) -> TokenStream {
    super::plugin_functions(&TokenStream::new(), item, &CrateRoot::default())
}

#[test]
fn functions_with_and_without_arguments() {
    let expansion = plugin_functions(quote! {
        extern "SQL" {
            /// How well an item sells.
            pub fn score(item: BigInt, since: Nullable<Timestamptz>) -> Double;

            #[sql_name = "next_ticket"]
            fn ticket() -> BigInt;
        }
    });
    assert_snapshot("functions", expansion);
}

#[test]
fn all_mistakes_are_told_at_once() {
    let found = messages(plugin_functions(quote! {
        extern "C" {
            static NUMBER: i32;
            fn nothing(item: BigInt);
            fn generic<T>(item: T) -> T;
            fn pattern((a, b): BigInt) -> Text;
            #[aggregate]
            #[sql_name]
            fn total(item: BigInt) -> BigInt;
        }
    }));
    assert_eq!(
        found,
        [
            "`#[plugin_functions]` declares functions of the ABI \"SQL\"",
            "a block of SQL functions holds functions only",
            "the SQL function `nothing` returns nothing",
            "a SQL function of a plugin has no type parameters",
            "an argument of a SQL function is a name and a SQL type",
            "a SQL function of a plugin takes a row's values and returns one",
            "`sql_name` takes the function's name in the database",
        ]
    );
}

#[test]
fn it_stands_on_a_block() {
    assert_eq!(
        messages(plugin_functions(quote!(
            struct Score;
        ))),
        ["`#[plugin_functions]` stands on a block of SQL functions"]
    );
}

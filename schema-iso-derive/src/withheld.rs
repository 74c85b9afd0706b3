//! Macros and derives of Diesel's that a plugin cannot have (ISO-04).
//!
//! They exist so that their author reads why, and what to write instead. They expand to that error.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use schema_iso::rule::message::withheld_macro;

use crate::errors::CompileErrors;

/// The error in the place of what is withheld.
pub(crate) fn withheld(name: &str) -> TokenStream {
    let diagnostic = withheld_macro(name).expect("a placeholder has its reason");
    CompileErrors::of(Span::call_site(), &diagnostic).into_token_stream()
}

/// Declares the placeholders; they stand in `lib.rs`, where Rust wants the macros of a crate.
macro_rules! placeholders {
    ($(#[$kind:meta] $name:ident($($argument:tt),+) for $diesel:literal;)+) => {$(
        #[doc = concat!(
            "The placeholder for Diesel's `", $diesel,
            "`: an error that says what to write instead.",
        )]
        #[doc(hidden)]
        #[$kind]
        pub fn $name($($argument: TokenStream),+) -> TokenStream {
            withheld::withheld($diesel).into()
        }
    )+};
}

#[cfg(test)]
mod tests {
    use super::withheld;
    use crate::snapshot::errors;
    use schema_iso::rule::ISO_04;

    /// The placeholders of `lib.rs`, as their errors call them.
    const WITHHELD: [&str; 9] = [
        "table!",
        "define_sql_function!",
        "#[declare_sql_function]",
        "infix_operator!",
        "postfix_operator!",
        "prefix_operator!",
        "#[derive(SqlType)]",
        "#[derive(QueryId)]",
        "#[derive(QueryableByName)]",
    ];

    #[test]
    fn each_placeholder_expands_to_one_error() {
        for name in WITHHELD {
            let errors = errors(withheld(name));
            assert_eq!(errors.len(), 1, "{name}");
            assert!(errors[0].contains("help: "), "{}", errors[0]);
            assert!(errors[0].contains(ISO_04.page()), "{}", errors[0]);
        }
    }
}

//! Twins that are compiled together.
//!
//! `#[plugin]` sits at the root of a crate, so a twin that declares something for its whole crate
//! is a crate of its own. Most twins only use the plugin and the tables of `shop_schema.rs`; as
//! modules of one crate, they share what these two cost the compiler.

use std::fmt::Write as _;

use crate::case::directory;

/// What a twin begins with, and what the shared crate has once.
const SHARED: [&str; 3] = [
    "#[path = \"../../../snippets/shop_schema.rs\"]\nmod schema;\n",
    "#[plugin(id = \"shop\")]\npub struct Shop;\n",
    "use schema_iso_diesel::plugin;\n",
];

/// Beginnings of items that concern a whole crate.
const ITEMS: [&str; 8] = [
    "impl",
    "unsafe",
    "diesel::",
    "joinable!",
    "allow_",
    "mod ",
    "pub mod ",
    "macro_rules!",
];

/// What makes code depend on where it stands, or declares a part of a plugin.
const WORDS: [&str; 6] = ["#![", "#[plugin", "plugin_", "crate::", "super::", "self::"];

/// The code of a twin as a module, without what it shares; none if it must be a crate of its own.
#[must_use]
pub fn as_module(twin: &str) -> Option<String> {
    let mut rest = twin.to_owned();
    for shared in SHARED {
        let (before, after) = rest.split_once(shared)?;
        rest = format!("{before}{after}");
    }
    let mut code = rest.lines().filter(|line| !line.starts_with("//"));
    let is_plain = code.all(|line| {
        !ITEMS.iter().any(|item| line.starts_with(item))
            && !WORDS.iter().any(|word| line.contains(word))
    });
    is_plain.then_some(rest)
}

/// A crate with the plugin, its tables, and twins as modules that have their names.
#[must_use]
pub fn one_crate(twins: &[(String, String)]) -> String {
    let schema = directory().join("snippets/shop_schema.rs");
    let mut text = format!(
        "#![allow(unused)]\n\
         #[path = {schema:?}]\n\
         mod schema;\n\
         #[schema_iso_diesel::plugin(id = \"shop\")]\n\
         pub struct Shop;\n"
    );
    for (name, code) in twins {
        // A `String` takes whatever is written.
        let _ = write!(
            text,
            "mod {name} {{\nuse crate::{{Shop, schema}};\n{code}}}\n"
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{as_module, one_crate};

    const PLAIN: &str = "// ISO-03: A query.\n\
        use diesel::prelude::*;\nuse schema_iso_diesel::plugin;\n\
        #[path = \"../../../snippets/shop_schema.rs\"]\nmod schema;\n\
        #[plugin(id = \"shop\")]\npub struct Shop;\n\
        pub fn run() {}\n";

    #[test]
    fn a_twin_that_only_uses_the_plugin_is_a_module() {
        let code = as_module(PLAIN).unwrap();
        assert_eq!(
            code,
            "// ISO-03: A query.\nuse diesel::prelude::*;\npub fn run() {}\n"
        );
        let text = one_crate(&[("a_query".to_owned(), code)]);
        assert_eq!(text.matches("pub struct Shop;").count(), 1);
        assert!(text.contains("mod a_query {\nuse crate::{Shop, schema};\n// ISO-03"));
    }

    #[test]
    fn what_concerns_a_whole_crate_is_none() {
        for item in [
            "impl Clone for Shop {}",
            "#[schema_iso_diesel::plugin_functions]",
            "use crate::Shop;",
        ] {
            assert_eq!(as_module(&format!("{PLAIN}{item}\n")), None, "{item}");
        }
        assert_eq!(as_module("pub fn run() {}\n"), None);
    }
}

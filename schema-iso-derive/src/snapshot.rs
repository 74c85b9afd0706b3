//! Compares expansions with the files in `tests/snapshots`.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p schema-iso-derive` writes them again; read the difference.

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;

use crate::crate_root::CrateRoot;

/// A directory of `tests/fixtures` as the crate `notes`.
pub(crate) fn fixture(name: &str) -> CrateRoot {
    let directory = tests().join("fixtures").join(name);
    CrateRoot {
        package: "notes".to_owned(),
        version: "1.2.0".to_owned(),
        directory: Some(directory),
        ..CrateRoot::default()
    }
}

/// Compares an expansion with its file.
pub(crate) fn assert_snapshot(name: &str, expansion: TokenStream) {
    let file = syn::parse2(expansion).expect("an expansion is Rust");
    let found = prettyplease::unparse(&file);
    let path = tests().join("snapshots").join(name).with_extension("rs");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, found).expect("snapshots can be written");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "{} differs; the expansion is now:\n{found}",
        path.display()
    );
}

/// The texts of all `compile_error!` of an expansion.
pub(crate) fn errors(expansion: TokenStream) -> Vec<String> {
    let file: syn::File = syn::parse2(expansion).expect("an expansion is Rust");
    let errors = file.items.into_iter().filter_map(|item| match item {
        syn::Item::Macro(item) if item.mac.path.segments.last()?.ident == "compile_error" => {
            item.mac.parse_body::<syn::LitStr>().ok()
        }
        _ => None,
    });
    errors.map(|text| text.value()).collect()
}

/// The first lines of these texts.
pub(crate) fn messages(expansion: TokenStream) -> Vec<String> {
    let first = |text: String| text.lines().next().unwrap_or_default().to_owned();
    errors(expansion).into_iter().map(first).collect()
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

//! Modules use the modules before them: from a list for each crate, and without cycles.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::Item;

/// The modules at the root of each crate that has layers, in reading order: each uses earlier
/// ones only.
const ORDER: &[(&str, &[&str])] = &[
    (
        "schema-iso",
        &[
            "id",
            "definition",
            "plugin",
            "order",
            "rule",
            "rules",
            "migration",
            "manifest",
        ],
    ),
    (
        "schema-iso-derive",
        &[
            "errors",
            "attribute",
            "names",
            "crate_root",
            "manifest",
            "fallback",
            "snapshot",
            "function",
            "enumeration",
            "join",
            "table",
            "tables",
            "plugin",
            "withheld",
        ],
    ),
    (
        "schema-iso-query",
        &[
            "marker",
            "constant_text",
            "tuple",
            "withheld",
            "connection",
            "plugin",
            "ownership",
            "table",
            "types",
            "function",
            "comparison",
            "aggregate",
            "expression_bounds",
            "query",
            "asynchronous",
            "sql_functions",
            "expansion",
            "door",
        ],
    ),
    (
        "schema-iso-host",
        &["address", "migrate", "host", "testing"],
    ),
    (
        "cargo-schema-iso",
        &[
            "declarations",
            "plugins",
            "generate",
            "explain",
            "arguments",
            "messages",
            "generating",
            "main",
        ],
    ),
];

/// The modules of a crate: the names on the way from the root, and the text.
type Modules = BTreeMap<Vec<String>, syn::File>;

fn modules(name: &str) -> Modules {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(name)
        .join("src");
    let mut modules = Modules::new();
    let mut directories = vec![root.clone()];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(directory).expect("the sources can be read") {
            let path = entry.expect("the sources can be read").path();
            if path.is_dir() {
                directories.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("the sources are text");
                let file = syn::parse_file(&text).expect("the sources are Rust");
                modules.insert(module_of(&root, &path), file);
            }
        }
    }
    modules
}

fn module_of(root: &Path, file: &Path) -> Vec<String> {
    let inside = file.strip_prefix(root).expect("the file is below the root");
    let mut names: Vec<String> = PathBuf::from(inside)
        .with_extension("")
        .iter()
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    if names
        .last()
        .is_some_and(|name| name == "mod" || name == "lib")
    {
        names.pop();
    }
    names
}

/// Whether the item is there for tests alone.
fn is_test(item: &Item) -> bool {
    let attributes = match item {
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.to_token_stream().to_string().contains("test")
    })
}

/// The paths in the text that begin with `crate`, `self` or `super`, from the root.
fn paths(module: &[String], file: &syn::File) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    for item in file.items.iter().filter(|item| !is_test(item)) {
        scan(module, item.to_token_stream(), &mut found);
    }
    found
}

/// Finds the paths in tokens, those inside of macros, too.
fn scan(module: &[String], tokens: TokenStream, found: &mut BTreeSet<Vec<String>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        let follows_a_path = at > 0 && is_colon(tokens.get(at - 1));
        match &tokens[at] {
            TokenTree::Group(group) => scan(module, group.stream(), found),
            TokenTree::Ident(ident) if !follows_a_path => {
                if let Some(base) = base(module, &ident.to_string()) {
                    follow(base, &tokens[at + 1..], found);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// Where a path begins that has this first segment.
fn base(module: &[String], segment: &str) -> Option<Vec<String>> {
    match segment {
        "crate" => Some(Vec::new()),
        "self" => Some(module.to_vec()),
        "super" => Some(module[..module.len().saturating_sub(1)].to_vec()),
        _ => None,
    }
}

/// Follows a path from `base` through `::` and into the braces of a `use`.
fn follow(base: Vec<String>, mut rest: &[TokenTree], found: &mut BTreeSet<Vec<String>>) {
    let mut path = base;
    while is_colon(rest.first()) && is_colon(rest.get(1)) {
        match rest.get(2) {
            Some(TokenTree::Ident(segment)) if *segment == "super" => {
                path.pop();
            }
            Some(TokenTree::Ident(segment)) => path.push(segment.to_string()),
            Some(TokenTree::Group(group)) => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                for entry in inside.split(|token| is_punct(Some(token), ',')) {
                    if let Some((TokenTree::Ident(first), rest)) = entry.split_first() {
                        let mut inner = path.clone();
                        if *first != "self" {
                            inner.push(first.to_string());
                        }
                        follow(inner, rest, found);
                    }
                }
                return;
            }
            _ => break,
        }
        rest = &rest[3..];
    }
    found.insert(path);
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    is_punct(token, ':')
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

/// Which module uses which: the module of each path that names one.
fn uses(modules: &Modules) -> BTreeSet<(&[String], Vec<String>)> {
    let mut uses = BTreeSet::new();
    for (module, file) in modules {
        if module.iter().any(|name| name == "tests") {
            continue;
        }
        for mut path in paths(module, file) {
            while !path.is_empty() && !modules.contains_key(&path) {
                path.pop();
            }
            uses.insert((module.as_slice(), path));
        }
    }
    uses
}

/// The children of one module that use one another, by name, for each module.
fn between_siblings(modules: &Modules) -> BTreeMap<Vec<String>, BTreeSet<(String, String)>> {
    let mut edges: BTreeMap<Vec<String>, BTreeSet<(String, String)>> = BTreeMap::new();
    for (from, to) in uses(modules) {
        let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        if let (Some(user), Some(used)) = (from.get(shared), to.get(shared)) {
            let edges = edges.entry(to[..shared].to_vec()).or_default();
            edges.insert((user.clone(), used.clone()));
        }
    }
    edges
}

fn reaches(edges: &BTreeSet<(String, String)>, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for (user, used) in edges {
            if user == at && seen.insert(used.as_str()) {
                open.push(used);
            }
        }
    }
    seen.contains(to)
}

#[test]
fn a_module_uses_the_ones_before_it_only() {
    for &(name, order) in ORDER {
        let modules = modules(name);
        let rank = |module: &str| order.iter().position(|known| *known == module);
        let roots: BTreeSet<&String> = modules.keys().filter_map(|module| module.first()).collect();
        for root in roots {
            assert!(
                rank(root).is_some(),
                "`{name}` has the module `{root}`, which has no place in the order"
            );
        }
        let edges = between_siblings(&modules);
        for (user, used) in edges.get([].as_slice()).into_iter().flatten() {
            assert!(
                rank(user) >= rank(used),
                "in `{name}`, `{user}` uses `{used}`, which comes after it"
            );
        }
    }
}

#[test]
fn no_folder_is_in_a_cycle() {
    for &(name, _) in ORDER {
        let modules = modules(name);
        for (parent, edges) in between_siblings(&modules) {
            let is_folder = |child: &str| {
                let path: Vec<String> = parent.iter().cloned().chain([child.to_owned()]).collect();
                modules
                    .keys()
                    .any(|module| module.len() > path.len() && module.starts_with(&path))
            };
            for (user, used) in &edges {
                assert!(
                    !(is_folder(user) || is_folder(used)) || !reaches(&edges, used, user),
                    "in `{name}`, `{user}` and `{used}` of `{}` use one another",
                    parent.join("::")
                );
            }
        }
    }
}

#[test]
fn errors_are_below_the_operations() {
    for &(name, _) in ORDER {
        for (parent, edges) in between_siblings(&modules(name)) {
            for (user, used) in &edges {
                assert!(
                    user != "error" || !reaches(&edges, used, user),
                    "in `{name}`, the errors of `{}` use `{used}`, which uses them",
                    parent.join("::")
                );
            }
        }
    }
}

#[test]
fn a_path_is_found_wherever_it_stands() {
    let file = syn::parse_file(
        "use super::{a::A, b::{self, B}}; use crate::c; const X: u8 = crate::d::X; m!(crate::e::f!());
         #[cfg(test)] mod tests { use crate::not_found; }",
    );
    let module = ["folder".to_owned(), "file".to_owned()];
    let found = paths(&module, &file.expect("it is Rust"));
    let found: Vec<String> = found.iter().map(|path| path.join("::")).collect();
    assert_eq!(
        found,
        [
            "c",
            "d::X",
            "e::f",
            "folder::a::A",
            "folder::b",
            "folder::b::B",
            // What `self` in the braces could mean as well.
            "folder::file",
        ]
    );
}

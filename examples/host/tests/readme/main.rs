//! README.md is true of this repository: its code is the examples' code, and its first plugin
//! runs.

mod first_plugin;
mod tour;

use std::path::{Path, PathBuf};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

const README: &str = include_str!("../../../../README.md");

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The code blocks of a language.
fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("\n```{language}\n");
    let blocks = README.split(fence.as_str()).skip(1);
    blocks
        .filter_map(|rest| rest.split("\n```").next())
        .collect()
}

/// A code block that names its file in its first line.
struct File {
    path: &'static str,
    text: &'static str,
}

impl File {
    /// Whether the file is one of the examples, and not one that the reader writes.
    fn is_of_the_examples(&self) -> bool {
        self.path.starts_with("examples/")
    }
}

/// The code blocks of a language, each with the file that it names in a comment.
fn files(language: &str, comment: &str) -> Outcome<Vec<File>> {
    let file = |block: &'static str| {
        let (first, text) = block.split_once('\n')?;
        let path = first.strip_prefix(comment)?.strip_prefix(' ')?;
        Some(File { path, text })
    };
    blocks(language)
        .into_iter()
        .map(|block| file(block).ok_or_else(|| format!("no file is named in:\n{block}").into()))
        .collect()
}

//! The blocks of the page.

use std::path::{Path, PathBuf};
use std::process::Command;

const PAGE: &str = include_str!("../../../docs/guide/adopting.md");

/// The first block of a language below a heading.
#[track_caller]
pub(crate) fn block(heading: &str, language: &str) -> String {
    let sections = PAGE
        .split("\n## ")
        .flat_map(|section| section.split("\n### "));
    let mut sections = sections.filter(|section| section.lines().next() == Some(heading));
    let section = sections
        .next()
        .unwrap_or_else(|| panic!("no heading `{heading}`"));
    let mut blocks = section.split("\n```").skip(1).step_by(2);
    let block = blocks.find_map(|block| block.strip_prefix(language)?.split_once('\n'));
    block
        .unwrap_or_else(|| panic!("no block below `{heading}`"))
        .1
        .to_owned()
}

/// Runs a block of commands.
#[track_caller]
pub(crate) fn shell(commands: &str, directory: &Path, rehearsal: &str) {
    let mut shell = Command::new("sh");
    shell.args(["-eu", "-c", commands]).current_dir(directory);
    shell.env("REHEARSAL", rehearsal);
    if let Some(programs) = std::env::var_os("PG_BIN_DIR") {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let others = std::env::split_paths(&path);
        let all = std::iter::once(PathBuf::from(programs)).chain(others);
        shell.env("PATH", std::env::join_paths(all).unwrap());
    }
    let output = shell.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

//! The excerpts of the README stand in the examples, and its commands exist.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::{File, Outcome, blocks, files, root};

/// The excerpts of a language, and the whole text of the example that each is from.
fn excerpts(language: &str, comment: &str) -> Outcome<Vec<(File, String)>> {
    files(language, comment)?
        .into_iter()
        .filter(File::is_of_the_examples)
        .map(|file| {
            let text = fs::read_to_string(root().join(file.path))?;
            Ok((file, text))
        })
        .collect()
}

#[test]
fn its_excerpts_are_code_of_the_examples_and_so_compile() -> Outcome {
    let excerpts = excerpts("rust", "//")?;
    assert!(excerpts.len() >= 4, "{} excerpts", excerpts.len());
    for (file, text) in excerpts {
        // `// …` stands for what is left out.
        for piece in file.text.split("// …\n") {
            let piece = piece.trim_matches('\n');
            let path = file.path;
            assert!(text.contains(piece), "{path} has no such code:\n{piece}");
        }
    }
    Ok(())
}

#[test]
fn its_commands_exist_and_can_be_run() -> Outcome {
    let commands = blocks("sh").concat();
    for command in ["./demo", "./test-all"] {
        assert!(commands.contains(command), "{command} is not shown");
        let mode = fs::metadata(root().join(command))?.permissions().mode();
        assert_eq!(mode & 0o111, 0o111, "{command} cannot be run");
    }
    Ok(())
}

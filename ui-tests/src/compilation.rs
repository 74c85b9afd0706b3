//! What Cargo says about a project.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

/// What became of each target, by its source.
#[derive(Debug, Default)]
pub struct Compilation {
    targets: HashMap<PathBuf, Target>,
    /// What Cargo itself says; on the manifest, for instance.
    cargo: String,
}

/// What became of one target.
#[derive(Debug, Default)]
pub struct Target {
    compiled: bool,
    diagnostics: Vec<String>,
}

impl Target {
    /// Whether it compiled.
    #[must_use]
    pub fn compiled(&self) -> bool {
        self.compiled
    }

    /// What rustc says, as it shows it to a reader.
    #[must_use]
    pub fn text(&self) -> String {
        self.diagnostics.join("\n")
    }
}

impl Compilation {
    pub(crate) fn read(output: &Output) -> Self {
        let mut compilation = Self {
            cargo: String::from_utf8_lossy(&output.stderr).into_owned(),
            ..Self::default()
        };
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            if let Ok(message) = serde_json::from_str(line) {
                compilation.add(&message);
            }
        }
        compilation
    }

    fn add(&mut self, message: &Value) {
        let Some(source) = message["target"]["src_path"].as_str() else {
            return;
        };
        let target = self.targets.entry(PathBuf::from(source)).or_default();
        match message["reason"].as_str() {
            Some("compiler-artifact") => target.compiled = true,
            Some("compiler-message") => {
                let rendered = message["message"]["rendered"].as_str();
                target
                    .diagnostics
                    .extend(rendered.map(|text| text.trim_end().to_owned() + "\n"));
            }
            _ => {}
        }
    }

    /// What became of the target of a source; none if Cargo did not come to it.
    #[must_use]
    pub fn target(&self, source: &Path) -> Option<&Target> {
        self.targets.get(source)
    }

    /// The sources of all targets of which Cargo tells.
    pub fn sources(&self) -> impl Iterator<Item = &Path> {
        self.targets.keys().map(PathBuf::as_path)
    }

    /// What Cargo itself says.
    #[must_use]
    pub fn cargo(&self) -> &str {
        &self.cargo
    }
}

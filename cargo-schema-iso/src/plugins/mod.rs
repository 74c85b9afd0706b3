//! Finds the plugins of a workspace and learns what they declare.

mod build;
mod error;
mod workspace;

pub use self::build::{Plugin, learn};
pub use self::error::PluginsError;
pub use self::workspace::{Candidate, Workspace};

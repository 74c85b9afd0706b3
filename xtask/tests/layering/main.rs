//! The layers: which crate may depend on which, and which module may use which.
//!
//! ARCHITECTURE.md describes them; here they are held.

mod crates;
mod modules;

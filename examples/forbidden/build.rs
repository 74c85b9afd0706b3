//! Lets the crate be compiled with the query that must not compile.
//!
//! An environment variable and no feature, so that `--all-features` goes on to work.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=SCHEMA_ISO_FORBIDDEN");
    println!("cargo::rustc-check-cfg=cfg(forbidden)");
    if std::env::var_os("SCHEMA_ISO_FORBIDDEN").is_some() {
        println!("cargo::rustc-cfg=forbidden");
    }
}

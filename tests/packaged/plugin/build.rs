//! Lets Cargo notice a new migration, of which no file was there before.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}

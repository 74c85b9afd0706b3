//! A host of the packaged crates: it boots the plugin on the database of its first argument.

use std::error::Error;

use packaged_load::{Load, copy, numbered};
use schema_iso_host::{Host, Isolation};

fn main() -> Result<(), Box<dyn Error>> {
    let url = std::env::args()
        .nth(1)
        .ok_or("the address of a database is missing")?;
    let host = Host::builder(url)
        .isolation(Isolation::SearchPath)
        .register(Load)
        .migrate()?
        .init()?;
    copy(&mut host.connect::<Load>()?, vec![numbered(1)])?;
    Ok(())
}

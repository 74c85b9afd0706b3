//! Boots plugins and ends; the tests of processes start it and kill it.
//!
//! The arguments are the address of the database, the prefix of the plugins' ids and how
//! many there are.

use std::env;
use std::error::Error;

use schema_iso_tests::host::Host;
use schema_iso_tests::register_counted;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [url, prefix, plugins] = arguments.as_slice() else {
        return Err("usage: boot-plugins <address> <prefix> <plugins>".into());
    };
    let builder = Host::builder(url.as_str()).pool(|pool| pool.max_size(2));
    register_counted(builder, prefix, plugins.parse()?).migrate()?;
    Ok(())
}

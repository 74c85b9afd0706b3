//! Boots plugins and ends; the tests of processes start it and kill it.
//!
//! The arguments are the address of the database, the prefix of the plugins' ids, how many there
//! are, and the directory of their migrations below `fixtures`.

use std::env;
use std::error::Error;

use schema_iso_tests::host::Host;
use schema_iso_tests::register_fixture;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [url, prefix, plugins, fixture] = arguments.as_slice() else {
        return Err("usage: boot-plugins <address> <prefix> <plugins> <fixture>".into());
    };
    let builder = Host::builder(url.as_str()).pool(|pool| pool.max_size(2));
    register_fixture(builder, fixture, prefix, plugins.parse()?).migrate()?;
    Ok(())
}

//! Boots plugins and ends; the tests of processes start it and kill it.
//!
//! The arguments are the address of the database, the isolation (`search-path`, `roles`, or
//! `logins:` and their secret), the directory of the plugins' migrations below `fixtures`, the
//! prefix of their ids, how many there are, and the prefixes of their previous ids.

use std::env;
use std::error::Error;

use schema_iso_tests::host::{Host, Isolation, Logins};
use schema_iso_tests::register_fixture;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [url, isolation, fixture, prefix, plugins, previous @ ..] = arguments.as_slice() else {
        return Err(
            "usage: boot-plugins <address> <isolation> <fixture> <prefix> <plugins> \
             [<previous prefix>…]"
                .into(),
        );
    };
    let previous: Vec<&str> = previous.iter().map(String::as_str).collect();
    let builder = Host::builder(url.as_str()).pool(|pool| pool.max_size(2));
    let builder = match (isolation.as_str(), isolation.strip_prefix("logins:")) {
        ("search-path", _) => builder,
        ("roles", _) => builder.isolation(Isolation::Roles),
        (_, Some(secret)) => builder
            .isolation(Isolation::Logins)
            .logins(Logins::derived_from(secret)),
        _ => return Err(format!("there is no isolation `{isolation}`").into()),
    };
    register_fixture(builder, fixture, prefix, &previous, plugins.parse()?).migrate()?;
    Ok(())
}

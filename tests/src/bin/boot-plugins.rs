//! Boots plugins and ends; the tests of processes start it and kill it.
//!
//! The arguments are the address of the database, the prefix of the plugins' ids and how
//! many there are; then the isolation, `roles` or `logins`, and the secret of the logins.

use std::env;
use std::error::Error;

use schema_iso_tests::host::{Host, Isolation, Logins};
use schema_iso_tests::register_counted;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [url, prefix, plugins, isolation @ ..] = arguments.as_slice() else {
        return Err(
            "usage: boot-plugins <address> <prefix> <plugins> [<isolation> <secret>]".into(),
        );
    };
    let builder = Host::builder(url.as_str()).pool(|pool| pool.max_size(2));
    let builder = match isolation {
        [roles, _] if roles == "roles" => builder.isolation(Isolation::Roles),
        [_, secret] => builder
            .isolation(Isolation::Logins)
            .logins(Logins::derived_from(secret)),
        _ => builder,
    };
    register_counted(builder, prefix, plugins.parse()?).migrate()?;
    Ok(())
}

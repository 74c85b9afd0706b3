//! No password in any text that a host makes: errors, events, `Debug`, panics.

use std::time::Duration;

use schema_iso_tests::host::{Host, HostBuilder};
use schema_iso_tests::{Said, TestDatabase, chain};

use super::Other;

const PASSWORD: &str = "s3cr3tpa55";

/// Addresses that cannot be reached, or not read.
const ADDRESSES: &[&str] = &[
    "postgres://app:PW@localhost:1/db",
    "postgres://app:a@PW@localhost:1/db",
    " postgres://app:PW@localhost:1/db",
    "postgres://app:PW%zz@localhost:1/db",
    "postgres://localhost:PW/db",
    "postgres://localhost:1/db?password=PW",
    "postgres://localhost:1/db?passwort=PW",
    "host=localhost port=1 password=PW",
    "host=localhost port=1 password='PW",
    "host=localhost port=1 pasword=PW",
    "PW",
];

#[track_caller]
fn assert_silent(text: &str, of: &str) {
    assert!(!text.contains(&PASSWORD[1..]), "{of}: {text}");
}

fn builder(address: &str) -> HostBuilder {
    Host::builder(address)
        .pool(|pool| pool.connection_timeout(Duration::from_millis(300)))
        .register(Other)
}

#[test]
fn no_text_of_a_boot_has_the_password() {
    let everything = Said::everything();
    for address in ADDRESSES {
        let address = address.replace("PW", PASSWORD);
        assert_silent(&format!("{:?}", builder(&address)), &address);
        let checked = builder(&address).check().unwrap();
        assert_silent(&format!("{checked:?} {checked:#?}"), &address);
        let error = checked.migrate().unwrap_err();
        assert_silent(&chain(&error), &address);
        assert_silent(&format!("{error:?}"), &address);
        let elsewhere = builder("postgres://localhost:1/db").migration_url(&address);
        assert_silent(&format!("{elsewhere:?}"), &address);
        let error = elsewhere.migrate().unwrap_err();
        assert_silent(&format!("{} {error:?}", chain(&error)), &address);
    }

    // A server that was there at boot and is gone: the pool's own errors and events.
    let database = TestDatabase::create().unwrap();
    let url = database.url();
    let address = match url.split_once('?') {
        Some((base, query)) => format!("{base}?password={PASSWORD}&{query}"),
        None => format!("{url}?password={PASSWORD}"),
    };
    let host = builder(&address).migrate().unwrap().init().unwrap();
    drop(host.connect::<Other>().unwrap());
    assert_silent(&format!("{host:?} {:?}", host.pool_state()), &address);
    drop(database);
    let error = host.connect::<Other>().map(drop).unwrap_err();
    assert_silent(&format!("{} {error:?}", chain(&error)), &address);
    let unit: Result<(), schema_iso_tests::host::HostTransactionError> =
        host.transaction(|_| Ok(()));
    let error = unit.unwrap_err();
    assert_silent(&format!("{} {error:?}", chain(&error)), &address);
    // The server's refusal was heard, so that something was there to be silent about.
    let heard = everything.text();
    assert!(heard.contains("does not exist"), "{heard}");
    assert_silent(&heard, "events");
}

//! Two plugins in one transaction, which only a host can do.

use auth::schema::Role;
use auth::{Auth, sessions, users};
use catalog::{Catalog, categories, products};
use schema_iso_host::Host;
use serde_json::json;

use crate::Outcome;
use crate::console::Console;

pub(super) fn run(console: &mut Console, host: &Host) -> Outcome {
    open_shop(host, "di@example.com", "CHR-1")?;
    let registered = users::is_registered(&mut host.connect()?, "di@example.com")?;
    let stored = products::find(&mut host.connect()?, "CHR-1")?.is_some();
    console.claim(
        registered && stored,
        "an editor in `auth` and her first product in `catalog`, both there",
    )?;

    // The number is taken, so `catalog` refuses when `auth` has done its part.
    let failed = open_shop(host, "ed@example.com", "CHR-1");
    let registered = users::is_registered(&mut host.connect()?, "ed@example.com")?;
    console.claim(
        failed.is_err() && !registered,
        "`catalog` refuses the second one, and `auth` takes back its part",
    )
}

/// Registers an editor together with a first product.
fn open_shop(host: &Host, email: &str, sku: &str) -> Outcome {
    host.transaction(|unit| {
        let mut auth = unit.scope::<Auth>()?;
        users::register(&mut auth, email, "A shop", Role::Editor, "hash of 6")?;
        let token = sessions::sign_in(&mut auth, email, "hash of 6")?;
        let token = token.ok_or("who has just registered cannot sign in")?;
        let editor = sessions::resume(&mut auth, &token)?.ok_or("the session has ended")?;
        drop(auth);

        let mut catalog = unit.scope::<Catalog>()?;
        let clocks = categories::put(&mut catalog, "clocks", "Clocks", None)?;
        let product = (sku, "Chronometer", 99_000);
        products::create(&mut catalog, &editor, &clocks, product, json!({}))?;
        Ok(())
    })
}

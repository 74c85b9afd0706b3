//! The plugins at work.

mod accounts;
mod health;
mod products;
mod together;

use schema_iso_host::Host;

use crate::Outcome;
use crate::console::Console;

/// Lets every plugin work, and two of them together.
pub(crate) fn run(console: &mut Console, host: &Host) -> Outcome {
    console.heading("The plugin `auth`")?;
    let people = accounts::run(console, &mut host.connect()?)?;

    console.heading("The plugin `catalog`")?;
    products::run(console, &mut host.connect()?, &people)?;

    console.heading("Both in one transaction of the host")?;
    together::run(console, host)?;

    console.heading("The plugin `healthcheck`")?;
    health::run(console, &mut host.connect()?)
}

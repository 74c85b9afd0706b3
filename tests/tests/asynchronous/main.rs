//! Async connections, on a real PostgreSQL: statements of all kinds, transactions, futures that
//! are dropped, and what must not cross between two plugins.

extern crate schema_iso_diesel as diesel;

mod boot;
mod crossing;
mod dropped;
mod forms;
mod transactions;

use core::future::Future;

use catalog::Catalog;
use notes::Notes;
use schema_iso_tests::TestDatabase;
use schema_iso_tests::host::{Host, HostBuilder};
use tokio::runtime::{Builder, Runtime};

/// A host of two plugins that have tables, and of one that the second depends on.
fn host(database: &TestDatabase, change: impl FnOnce(HostBuilder) -> HostBuilder) -> Host {
    let register = |builder: HostBuilder| {
        let builder = change(builder).register(auth::Auth);
        builder.register(Catalog).register(Notes)
    };
    database.host(register).unwrap()
}

/// A runtime with as many threads as can get in one another's way.
fn runtime() -> Runtime {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(2).enable_all().build().unwrap()
}

/// Runs a test on a runtime, as a task, so that its future has to be `Send`.
fn run<F: Future<Output = ()> + Send + 'static>(test: F) {
    let runtime = runtime();
    runtime.block_on(async { tokio::spawn(test).await.unwrap() });
}

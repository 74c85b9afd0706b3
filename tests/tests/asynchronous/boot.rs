//! A boot from inside of a runtime.

use core::time::Duration;

use diesel::asynchronous::RunQueryDsl;
use diesel::prelude::*;
use notes::{Notes, notes as rows};
use schema_iso_tests::host::{AsyncPluginPool, BootError, InitError, PluginContext};
use schema_iso_tests::{ManifestUnchecked, Plugin, PluginId, PluginMetadata, TestDatabase};
use tokio::runtime::Builder;

#[test]
fn a_host_boots_inside_of_any_runtime() {
    let multi = Builder::new_multi_thread().enable_all().build().unwrap();
    let single = Builder::new_current_thread().enable_all().build().unwrap();
    for runtime in [multi, single] {
        let database = TestDatabase::create().unwrap();
        let builder = database.builder().register(Notes);
        runtime.block_on(async {
            let host = builder.migrate_async().await.unwrap();
            let host = host.init_async().await.unwrap();
            let mut conn = host.connect_async::<Notes>().await.unwrap();
            let new = diesel::insert_into(rows::table).values(rows::text.eq("a"));
            assert_eq!(new.execute(&mut conn).await, Ok(1));
            drop(conn);
            // One host serves both kinds.
            let notes = notes::all(&mut host.connect::<Notes>().unwrap()).unwrap();
            assert_eq!(notes.len(), 1);
            host.shutdown_async(Duration::from_secs(30)).await.unwrap();
        });
    }
}

#[test]
fn a_boot_outside_of_a_runtime_says_so() {
    let database = TestDatabase::create().unwrap();
    let boot = database.builder().register(Notes).migrate_async();
    let booted = futures_util::FutureExt::now_or_never(boot);
    let error = booted.expect("it fails at once").unwrap_err();
    assert!(matches!(error, BootError::NoRuntime), "{error:?}");
}

/// A plugin that keeps the async pool of its host.
struct Keeping(std::sync::Arc<std::sync::OnceLock<AsyncPluginPool<Self>>>);

impl ManifestUnchecked for Keeping {}

impl Plugin for Keeping {
    const METADATA: PluginMetadata =
        PluginMetadata::new(PluginId::literal("async-keeping"), "tests", "1.0.0");

    fn init(&self, context: &PluginContext<Self>) -> Result<(), InitError> {
        self.0.get_or_init(|| context.async_pool());
        Ok(())
    }
}

#[test]
fn a_plugin_keeps_the_async_pool_that_its_init_gets() {
    let database = TestDatabase::create().unwrap();
    let kept = std::sync::Arc::default();
    let plugin = Keeping(std::sync::Arc::clone(&kept));
    let host = database.host(|builder| builder.register(plugin)).unwrap();
    super::run(async move {
        let pool = kept.get().expect("`init` has run");
        drop(pool.get().await.unwrap());
        let idle = host.async_pool_state().plugins[0].idle;
        assert_eq!(idle, 1);
    });
}

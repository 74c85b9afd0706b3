//! ISO-08: the start-up work of a plugin, when several processes boot at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;

use schema_iso_tests::host::{
    BootError, Host, HostBuilder, InitError, InitMode, MigrateErrorKind, PluginContext,
};
use schema_iso_tests::{
    Admin, EmbeddedMigration, ManifestUnchecked, Plugin, PluginId, PluginMetadata, TestDatabase,
    chain, migration, wait_until,
};

const CATEGORIES: &[EmbeddedMigration] = &[migration(
    "001_a",
    "CREATE TABLE categories (name text NOT NULL UNIQUE)",
    "DROP TABLE categories",
)];

/// Does its start-up work with a connection of its own, so that the tests need no typed tables.
struct Shop {
    url: String,
    work: fn(&mut Admin) -> Result<(), InitError>,
}

impl ManifestUnchecked for Shop {}

impl Plugin for Shop {
    const METADATA: PluginMetadata =
        PluginMetadata::new(PluginId::literal("shop"), "shop", "1.0.0").with_migrations(CATEGORIES);

    fn init(&self, _: &PluginContext<Self>) -> Result<(), InitError> {
        (self.work)(&mut Admin::at(&self.url))
    }
}

fn shop(database: &TestDatabase, work: fn(&mut Admin) -> Result<(), InitError>) -> HostBuilder {
    let url = database.url();
    database.builder().register(Shop { url, work })
}

#[test]
fn first_rows_are_inserted_once_by_processes_that_boot_at_once() {
    let database = TestDatabase::create().unwrap();
    let work = |own: &mut Admin| {
        static LOOKED: AtomicUsize = AtomicUsize::new(0);
        if own.text("SELECT count(*) FROM plugin_shop.categories") == "0" {
            LOOKED.fetch_add(1, Ordering::SeqCst);
            // Nobody else looks before the rows are there: whoever does, waits for the lock.
            let both = "count(*) = 2 FROM pg_stat_activity WHERE datname = current_database() \
                        AND pid <> pg_backend_pid() AND query LIKE '%pg_try_advisory_lock%'";
            wait_until("the other process waits, or looks, too", || {
                own.holds(&format!("(SELECT {both})")) || LOOKED.load(Ordering::SeqCst) > 1
            });
            own.run("INSERT INTO plugin_shop.categories VALUES ('tea'), ('salt')");
        }
        Ok(())
    };
    let both = Barrier::new(2);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let host = shop(&database, work).migrate().unwrap();
                both.wait();
                host.init().unwrap();
            });
        }
    });
    let rows = Admin::of(&database).text("SELECT count(*) FROM plugin_shop.categories");
    assert_eq!(rows, "2");
}

#[test]
fn a_process_that_waits_too_long_for_another_ones_init_says_so() {
    let database = TestDatabase::create().unwrap();
    let host = shop(&database, |_| Ok(())).plugin_lock_timeout(Duration::from_millis(50));
    let host = host.migrate().unwrap();
    let mut other = Admin::of(&database);
    other.run("SELECT pg_advisory_lock(hashtextextended('schema-iso:shop', 0))");
    let error = host.init().unwrap_err();
    let BootError::InitLock { plugin, source } = error else {
        panic!("{error}");
    };
    assert_eq!(plugin, PluginId::literal("shop"));
    assert!(matches!(*source, MigrateErrorKind::Lock { .. }), "{source}");
}

#[test]
fn a_lock_that_is_lost_is_an_error_and_one_that_is_kept_is_released() {
    let database = TestDatabase::create().unwrap();
    let locks = "FROM pg_locks WHERE locktype = 'advisory' \
                 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    let lose = |own: &mut Admin| {
        own.run(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' \
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        );
        Ok(())
    };
    let error = shop(&database, lose).migrate().unwrap().init().unwrap_err();
    assert!(
        matches!(error, BootError::InitLock { .. }),
        "{}",
        chain(&error)
    );

    let fail = |_: &mut Admin| Err("no tea".into());
    let error = shop(&database, fail).migrate().unwrap().init().unwrap_err();
    assert!(matches!(error, BootError::Init { .. }), "{}", chain(&error));
    let host = shop(&database, |_| Ok(()))
        .migrate()
        .unwrap()
        .init()
        .unwrap();
    let mut admin = Admin::of(&database);
    wait_until("no lock is left", || {
        admin.text(&format!("SELECT count(*) {locks}")) == "0"
    });
    drop(host);
}

struct Cache(Arc<Barrier>);

impl ManifestUnchecked for Cache {}

impl Plugin for Cache {
    const METADATA: PluginMetadata =
        PluginMetadata::new(PluginId::literal("cache"), "cache", "1.0.0")
            .with_init(InitMode::Concurrent);

    fn init(&self, _: &PluginContext<Self>) -> Result<(), InitError> {
        self.0.wait();
        Ok(())
    }
}

#[test]
fn concurrent_init_runs_in_all_processes_at_once() {
    let database = TestDatabase::create().unwrap();
    let both = Arc::new(Barrier::new(2));
    let boot = || {
        let builder = Host::builder(database.url()).register(Cache(Arc::clone(&both)));
        builder.migrate().unwrap().init().unwrap();
    };
    thread::scope(|scope| {
        scope.spawn(boot);
        scope.spawn(boot);
    });
}

mod seeds {
    //! A plugin as a user writes it, for the transaction of `init`.

    use super::{InitError, ManifestUnchecked, Plugin, PluginContext, PluginId, PluginMetadata};

    pub(super) struct Seeds;

    impl ManifestUnchecked for Seeds {}

    impl Plugin for Seeds {
        const METADATA: PluginMetadata =
            PluginMetadata::new(PluginId::literal("shop"), "shop", "1.0.0")
                .with_migrations(super::CATEGORIES);

        fn init(&self, context: &PluginContext<Self>) -> Result<(), InitError> {
            context.transaction(|connection| {
                let pg = schema_iso_query::door::raw_connection(connection)?;
                for name in ["tea", "salt", "tea"] {
                    let insert = "INSERT INTO plugin_shop.categories VALUES ($1)";
                    let insert = diesel::sql_query(insert);
                    diesel::RunQueryDsl::execute(
                        insert.bind::<diesel::sql_types::Text, _>(name),
                        pg,
                    )?;
                }
                Ok(())
            })
        }
    }
}

#[test]
fn what_fails_in_the_transaction_of_init_leaves_nothing() {
    let database = TestDatabase::create().unwrap();
    let host = database.builder().register(seeds::Seeds).migrate().unwrap();
    let error = host.init().unwrap_err();
    assert!(chain(&error).contains("duplicate key"), "{}", chain(&error));
    let rows = Admin::of(&database).text("SELECT count(*) FROM plugin_shop.categories");
    assert_eq!(rows, "0");
}

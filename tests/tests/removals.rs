//! ISO-06: what is removed from migrations is logged, with its place.

use std::fmt::{Debug, Write as _};
use std::fs;
use std::sync::{Arc, Mutex};

use schema_iso_tests::host::{Host, MigrationDirectory};
use schema_iso_tests::{EmbeddedMigration, PluginId, TestDatabase, plugin};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// Keeps the messages of events below a level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            write!(self.0, "{value:?}").unwrap();
        }
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut message = Message(String::new());
        event.record(&mut message);
        if *event.metadata().level() == Level::DEBUG && message.0.starts_with("removed") {
            self.0.lock().unwrap().push(message.0);
        }
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// What is logged while something is done.
fn said(work: impl FnOnce()) -> Vec<String> {
    let log = Log::default();
    tracing::subscriber::with_default(log.clone(), work);
    let mut said = log.0.lock().unwrap();
    std::mem::take(&mut *said)
}

plugin!(
    Old,
    "old",
    with_migrations(&[
        EmbeddedMigration::new("1", "1_a", "CREATE TABLE a ()", "m/1_a/up.sql")
            .with_down("DROP TABLE a", "m/1_a/down.sql")
            .with_removals(&[
                "m/1_a/up.sql:1:14: `public.`",
                "m/1_a/down.sql:1:12: `public.`"
            ]),
        EmbeddedMigration::new(
            "2",
            "2_b",
            "--\nCREATE TABLE \"public\".b ()",
            "m/2_b/up.sql"
        ),
    ])
);

#[test]
fn what_was_removed_is_logged_with_its_place() {
    let database = TestDatabase::create().unwrap();
    let boot = || drop(database.builder().register(Old).migrate().unwrap());
    assert_eq!(
        said(boot),
        [
            "removed before embedding: m/1_a/up.sql:1:14: `public.`",
            "removed: m/2_b/up.sql:2:14: `\"public\".`",
        ]
    );
    assert_eq!(said(boot), [""; 0], "nothing is about to run");

    let root = std::env::temp_dir().join(database.name());
    let migration = root.join("2025-01-01-000000_a");
    fs::create_dir_all(&migration).unwrap();
    fs::write(migration.join("up.sql"), "CREATE TABLE public.a ()").unwrap();
    fs::write(migration.join("down.sql"), "DROP TABLE a").unwrap();
    let directory = MigrationDirectory::read(PluginId::literal("on-disk"), &root).unwrap();
    let said = said(|| {
        let builder = Host::builder(database.url()).register_directory(directory);
        drop(builder.check().unwrap());
    });
    let file = migration.join("up.sql");
    assert_eq!(
        said,
        [format!("removed: {}:1:14: `public.`", file.display())]
    );
    fs::remove_dir_all(&root).unwrap();
}

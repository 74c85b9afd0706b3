//! What an operator reads of a failure: every plugin that failed, what PostgreSQL answers and
//! where, an event of level ERROR under the span of the boot.

use std::cell::RefCell;
use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use schema_iso_tests::host::{
    BootError, HostTransactionError, InitError, MigrateErrorKind, MigrationDirectory,
    PluginContext, Uninstall,
};
use schema_iso_tests::{Admin, ManifestUnchecked, Plugin, PluginId, PluginMetadata, TestDatabase};
use schema_iso_tests::{chain, migration, only_failure, plugin};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Dispatch, Event, Level, Metadata, Subscriber};

thread_local!(static ENTERED: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) });

/// Keeps the events from WARN on, each with the spans above it.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    spans: Vec<&'static str>,
    events: Vec<(Level, String, String)>,
}

impl Log {
    /// Level, spans and fields of each event.
    fn events(&self) -> Vec<(Level, String, String)> {
        self.0.lock().unwrap().events.clone()
    }

    fn name(&self, id: &Id) -> &'static str {
        let place = usize::try_from(id.into_u64()).unwrap() - 1;
        self.0.lock().unwrap().spans[place]
    }

    fn during<T>(&self, work: impl FnOnce() -> T) -> T {
        tracing::dispatcher::with_default(&Dispatch::new(self.clone()), work)
    }
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, "{}={value:?} ", field.name()).unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_span() || *metadata.level() <= Level::WARN
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut state = self.0.lock().unwrap();
        state.spans.push(attributes.metadata().name());
        Id::from_u64(state.spans.len() as u64)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(String::new());
        event.record(&mut fields);
        let spans = ENTERED.with_borrow(|entered| entered.join("/"));
        let level = *event.metadata().level();
        let mut state = self.0.lock().unwrap();
        state.events.push((level, spans, fields.0));
    }

    fn enter(&self, id: &Id) {
        let name = self.name(id);
        ENTERED.with_borrow_mut(|entered| entered.push(name));
    }

    fn exit(&self, _: &Id) {
        ENTERED.with_borrow_mut(|entered| {
            entered.pop();
        });
    }
}

// Each waits until the other one has begun, so that both fail whichever is first.
macro_rules! fails {
    ($name:ident, $id:literal, $table:literal) => {
        plugin!(
            $name,
            $id,
            with_migrations(&[migration(
                "001_a",
                concat!(
                    "DO $$ BEGIN PERFORM nextval('public.begun'); \
                     WHILE (SELECT last_value < 2 FROM public.begun) LOOP END LOOP; END $$;\nTABLE ",
                    $table
                ),
                ""
            )])
        );
    };
}

fails!(One, "one", "missing_one");
fails!(Two, "two", "missing_two");
plugin!(
    Behind,
    "behind",
    with_depends_on(&[PluginId::literal("one")]),
    with_migrations(&[migration("001_a", "CREATE TABLE a ()", "")])
);

#[test]
fn all_plugins_that_fail_side_by_side_are_reported() {
    let database = TestDatabase::create().unwrap();
    Admin::of(&database).run("CREATE SEQUENCE begun");
    let builder = database.builder().run_unchecked_migrations();
    let builder = builder.register(One).register(Behind).register(Two);
    let log = Log::default();
    let error = log.during(|| builder.migrate().unwrap_err());
    let text = chain(&error);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "could not migrate 2 plugins", "{text}");
    for (line, plugin) in [(1, "one"), (2, "two")] {
        assert!(
            lines[line].starts_with(&format!(
                "`{plugin}`: the migration `001_a` failed at migrations/up.sql:2: relation \"missing_{plugin}\" does not"
            )),
            "{text}"
        );
    }
    assert_eq!(lines.len(), 3, "{text}");
    let BootError::Migrate { source } = error else {
        panic!("{text}");
    };
    let plugins: Vec<PluginId> = source.iter().map(|failure| failure.plugin).collect();
    assert_eq!(plugins, ["one", "two"].map(|id| PluginId::new(id).unwrap()));

    // Each is an event of its own, under the span of its plugin, which is under the boot's.
    let events = log.events();
    assert_eq!(events.len(), 2, "{events:?}");
    for (level, spans, fields) in &events {
        assert_eq!(*level, Level::ERROR);
        assert_eq!(spans, "migrate all/migrate");
        assert!(fields.contains("missing_"), "{fields}");
    }
}

plugin!(
    Refused,
    "refused",
    with_migrations(&[migration("001_a", "TABLE plugin_x.a", "")])
);
plugin!(
    RefusedToo,
    "refused-too",
    with_migrations(&[migration("001_a", "TABLE plugin_y.a", "")])
);

#[test]
fn all_plugins_whose_migrations_are_refused_are_reported() {
    let database = TestDatabase::create().unwrap();
    let builder = database.builder().register(Refused).register(RefusedToo);
    let log = Log::default();
    let text = chain(&log.during(|| builder.migrate().unwrap_err()));
    for part in [
        "`refused`: ",
        "`plugin_x` is not",
        "`refused-too`: ",
        "`plugin_y` is not",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(log.events().len(), 2);
}

plugin!(
    Checked,
    "checked",
    with_migrations(&[
        migration(
            "001_a",
            "CREATE FUNCTION f(wanted int) RETURNS int LANGUAGE plpgsql AS $$\n\
             BEGIN\n\
             RAISE EXCEPTION 'no % here', wanted USING ERRCODE = 'P0042', DETAIL = 'one is too few', HINT = 'ask again';\n\
             END $$;",
            ""
        ),
        migration(
            "002_b",
            "CREATE TABLE b (id int);\n-- The function refuses.\nINSERT INTO b VALUES (1);\nSELECT f(id)\nFROM b;\nDROP TABLE b",
            ""
        ),
    ])
);

#[test]
fn sqlstate_detail_hint_context_and_line_are_in_the_chain() {
    let database = TestDatabase::create().unwrap();
    let error = database.builder().register(Checked).migrate().unwrap_err();
    assert_eq!(
        chain(&error),
        "could not migrate the plugin `checked`\n  \
         the migration `002_b` failed at migrations/up.sql:4\n  \
         no 1 here (SQLSTATE P0042)\n\
         DETAIL: one is too few\n\
         HINT: ask again\n\
         CONTEXT: PL/pgSQL function f(integer) line 3 at RAISE"
    );
    let (_, MigrateErrorKind::Migration { source, .. }) = only_failure(error) else {
        panic!("another error");
    };
    assert_eq!(source.sqlstate(), Some("P0042"));
    assert_eq!(source.detail(), Some("one is too few"));
    assert_eq!(source.hint(), Some("ask again"));
    let context = "PL/pgSQL function f(integer) line 3 at RAISE";
    assert_eq!(source.context(), Some(context));
}

plugin!(
    Unique,
    "unique",
    with_migrations(&[migration(
        "001_a",
        "CREATE SEQUENCE tries;\nCREATE TABLE a (id int);\n\nINSERT INTO a VALUES (1), (1);\nCREATE UNIQUE INDEX ON a (id)",
        ""
    )])
);

#[test]
fn the_line_of_a_statement_is_known_where_postgresql_names_no_position() {
    let database = TestDatabase::create().unwrap();
    let error = database.builder().register(Unique).migrate().unwrap_err();
    let text = chain(&error);
    for part in [
        "failed at migrations/up.sql:5\n",
        "(SQLSTATE 23505)",
        "DETAIL: Key (id)=(1) is duplicated.",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("CONTEXT"), "{text}");
}

struct Unlucky;

impl ManifestUnchecked for Unlucky {}

impl Plugin for Unlucky {
    const METADATA: PluginMetadata =
        PluginMetadata::new(PluginId::literal("unlucky"), "unlucky", "1.0.0");

    fn init(&self, _: &PluginContext<Self>) -> Result<(), InitError> {
        Err("the disk is on fire".into())
    }
}

#[test]
fn every_failure_is_an_event_of_level_error() {
    let database = TestDatabase::create().unwrap();
    let log = Log::default();
    log.during(|| {
        let unreachable = schema_iso_tests::host::Host::builder("postgres://127.0.0.1:1/nowhere");
        unreachable.migrate().unwrap_err();
        database.builder().register(Behind).check().unwrap_err();
        let migrated = database.builder().register(Unlucky).migrate().unwrap();
        migrated.init().unwrap_err();
        let host = database.builder().register(Unique).check().unwrap();
        host.revert::<Unique>(1).unwrap_err();
    });
    assert_all_are_errors(
        &log,
        &[
            "could not connect to the database: ",
            "the registered plugins cannot boot together: ",
            "could not initialize the plugin `unlucky`: the disk is on fire",
            "could not revert the plugin `unique`: ",
        ],
    );
}

#[track_caller]
fn assert_all_are_errors(log: &Log, about: &[&str]) {
    let events = log.events();
    assert_eq!(events.len(), about.len(), "{events:?}");
    for ((level, _, fields), about) in events.iter().zip(about) {
        assert_eq!(*level, Level::ERROR);
        assert!(fields.contains(about), "{about}: {fields}");
    }
}

const DYNAMIC: &str = "DO $$ BEGIN EXECUTE 'SELECT ' || 1; END $$";

plugin!(
    Dynamic,
    "dynamic",
    with_migrations(&[migration("001_a", DYNAMIC, "")])
);

#[test]
fn a_warning_of_the_check_is_an_event_of_level_warn() {
    let database = TestDatabase::create().unwrap();
    let log = Log::default();
    log.during(|| database.builder().register(Dynamic).migrate().unwrap());
    let root = std::env::temp_dir().join(format!("warnings-{}", std::process::id()));
    let one = root.join("001_a");
    std::fs::create_dir_all(&one).unwrap();
    std::fs::write(one.join("up.sql"), DYNAMIC).unwrap();
    std::fs::write(one.join("down.sql"), "SELECT 1").unwrap();
    let id = PluginId::literal("on-disk");
    let directory = MigrationDirectory::read(id, &root).unwrap();
    std::fs::remove_dir_all(&root).unwrap();
    log.during(|| {
        database
            .builder()
            .register_directory(directory)
            .check()
            .unwrap()
    });
    let events = log.events();
    assert_eq!(events.len(), 2, "{events:?}");
    let about = [
        ["plugin=dynamic", "migrations/up.sql:1:13: warning: "],
        ["plugin=on-disk", "001_a/up.sql:1:13: warning: "],
    ];
    for ((level, _, fields), about) in events.iter().zip(about) {
        assert_eq!(*level, Level::WARN);
        let are_there = about.iter().all(|part| fields.contains(part));
        assert!(are_there, "{about:?}: {fields}");
    }
}

plugin!(Base, "base");
plugin!(
    Above,
    "above",
    with_depends_on(&[PluginId::literal("base")])
);

#[test]
fn a_failure_of_a_host_that_has_booted_is_an_event_of_level_error() {
    let database = TestDatabase::create().unwrap();
    let log = Log::default();
    log.during(|| {
        let nowhere = concat!(env!("CARGO_MANIFEST_DIR"), "/nowhere");
        MigrationDirectory::read(PluginId::literal("base"), nowhere).unwrap_err();
        let builder = database.builder().register(Base).register(Above);
        let host = builder.migrate().unwrap().init().unwrap();
        host.uninstall::<Base>(Uninstall::KeepData).unwrap_err();
        host.status::<Unlucky>().unwrap_err();
        host.connect::<Unlucky>().unwrap_err();
        let refused: Result<(), HostTransactionError> =
            host.transaction(|transaction| transaction.scope::<Unlucky>().map(drop));
        refused.unwrap_err();
        let kept = host.connect::<Base>().unwrap();
        host.shutdown(Duration::from_millis(1)).unwrap_err();
        host.pool::<Above>().get().unwrap_err();
        drop(kept);
    });
    assert_all_are_errors(
        &log,
        &[
            "the migrations of the plugin `base` are not accepted",
            "cannot be uninstalled, because registered plugins depend on it: above",
            "the plugin `unlucky` is not registered with this host",
            "the plugin `unlucky` is not registered with this host",
            "the plugin `unlucky` is not registered with this host",
            "1 connections were still in use",
            "the pool has no connection for the plugin `above`: the host was shut down",
        ],
    );
}

//! ISO-07: a plugin's session that holds another plugin's migration lock.

use std::time::{Duration, Instant};

use auth::Auth;
use diesel::connection::SimpleConnection;
use schema_iso_tests::host::{Host, Isolation, LockError, MigrateErrorKind};
use schema_iso_tests::{
    Admin, PluginId, TestDatabase, chain, migration, only_failure, plugin, wait_until,
};

/// The text is put together at run time, where the check can only warn of it.
const HOLD: &str = "CREATE FUNCTION hold(doing text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN \
     EXECUTE 'SELECT pg_advisory_' || doing || '(hashtextextended(''schema-iso:auth'', 0))'; END $$";
const PLAIN: &str = "CREATE FUNCTION hold() RETURNS void LANGUAGE sql AS $$ \
     SELECT pg_advisory_lock(hashtextextended('schema-iso:auth', 0)) $$";

plugin!(
    Holder,
    "session-holder",
    with_migrations(&[migration("001_hold", HOLD, "")])
);
plugin!(
    PlainHolder,
    "session-plain-holder",
    with_migrations(&[migration("001_hold", PLAIN, "")])
);

#[test]
fn a_plugin_that_takes_the_lock_of_another_one_is_named_and_the_wait_ends() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    for isolation in [
        Isolation::Qualified,
        Isolation::SearchPath,
        Isolation::Roles,
    ] {
        let host: Host = database
            .host(|builder| builder.isolation(isolation).register(Holder))
            .unwrap();
        let mut held = host.connect::<Holder>().unwrap();
        let raw = schema_iso_query::door::raw_connection(&mut held).unwrap();
        raw.batch_execute("SELECT plugin_session_holder.hold('lock')")
            .unwrap();

        let victim = || {
            let timeout = Duration::from_millis(100);
            let builder = database.builder().plugin_lock_timeout(timeout);
            builder.isolation(isolation).register(Auth).migrate()
        };
        let began = Instant::now();
        let error = victim().unwrap_err();
        assert!(began.elapsed() >= Duration::from_millis(100));
        let text = chain(&error);
        let MigrateErrorKind::Lock { source } = only_failure(error).1 else {
            panic!("{text}");
        };
        let LockError::TimedOut {
            holder: Some(holder),
            ..
        } = source
        else {
            panic!("{text}");
        };
        assert_eq!(holder.plugin, Some(PluginId::literal("session-holder")));
        assert_eq!(holder.login, "postgres");
        assert!(text.contains("`session-holder`"), "{text}");

        // The statement of the error is the way out.
        let end = format!("SELECT pg_terminate_backend({})", holder.pid);
        assert!(text.contains(&end), "{text}");
        admin.run(&end);
        wait_until("the session has ended", || {
            admin.holds(&format!(
                "NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = {})",
                holder.pid
            ))
        });
        drop(held);
        let booted = victim();
        drop(booted.unwrap_or_else(|error| panic!("{}", chain(&error))));
        admin.run("DROP SCHEMA plugin_auth CASCADE; DROP SCHEMA plugin_session_holder CASCADE");
    }
    admin.run("DROP ROLE IF EXISTS plugin_auth, plugin_session_holder");
}

#[test]
fn a_lock_that_is_written_out_is_refused_before_anything_runs() {
    let database = TestDatabase::create().unwrap();
    let error = database.builder().register(PlainHolder).migrate();
    let text = chain(&error.unwrap_err());
    assert!(text.contains("with one key"), "{text}");
    assert!(Admin::of(&database).holds("to_regnamespace('plugin_session_plain_holder') IS NULL"));
}

/// Everything that a boot waits for has an end by default: the look at the trackers, too.
#[test]
fn a_tracker_that_is_locked_does_not_stop_the_look_at_the_others() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Auth)).unwrap();
    let mut admin = Admin::of(&database);
    admin.run("BEGIN; LOCK TABLE plugin_auth.__diesel_schema_migrations");
    let timeout = Duration::from_millis(100);
    let builder = database.builder().lock_timeout(timeout);
    let error = builder.lock_retry_limit(timeout).register(Auth).migrate();
    let (plugin, kind) = only_failure(error.unwrap_err());
    assert_eq!(plugin, PluginId::literal("auth"));
    assert!(chain(&kind).contains("lock timeout"), "{}", chain(&kind));
}

const NAME: &str = "INSERT INTO names VALUES (current_setting('application_name'))";

plugin!(
    Named,
    "session-named",
    with_migrations(&[
        migration("001_names", "CREATE TABLE names (name text)", ""),
        migration("002_a", NAME, ""),
        migration("003_b", NAME, ""),
    ])
);

/// So that no session of migrations is taken for one of a plugin, whatever the address names.
#[test]
fn a_session_of_migrations_has_its_name_from_the_first_to_the_last() {
    let database = TestDatabase::create().unwrap();
    let url = database.url();
    let between = if url.contains('?') { '&' } else { '?' };
    Host::builder(format!("{url}{between}application_name=team/shop"))
        .register(Named)
        .migrate()
        .unwrap();
    assert_eq!(
        Admin::of(&database).texts("SELECT name FROM plugin_session_named.names"),
        ["schema-iso session-named for team/shop"; 2]
    );
}

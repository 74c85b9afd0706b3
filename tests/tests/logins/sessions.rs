//! What the session of a login is, and may do.

use schema_iso_tests::Plugin;
use schema_iso_tests::host::{HostTransactionError, Isolation};

use super::{Database, migration, plugin, plugins, run, text};

plugins!(
    First = "session-first",
    Second = "session-second",
    Third = "session-third",
    Fourth = "session-fourth"
);

#[test]
fn each_plugin_logs_in_as_itself_and_is_a_member_of_nothing() {
    let database = Database::create();
    let builder = database.builder().register(First).register(Second);
    let host = builder.migrate().unwrap().init().unwrap();
    let mut first = host.connect::<First>().unwrap();
    let mut second = host.connect::<Second>().unwrap();
    for expression in ["session_user", "current_user"] {
        assert_eq!(text(&mut first, expression), "login_session_first");
        assert_eq!(text(&mut second, expression), "login_session_second");
    }
    for attack in [
        "SET ROLE plugin_session_second",
        "SET ROLE login_session_second",
        "SET ROLE owner_session_first",
        "SET SESSION AUTHORIZATION login_session_second",
        "SELECT FROM plugin_session_second.secrets",
        "SELECT FROM __diesel_schema_migrations",
        "DROP TABLE secrets",
        "CREATE TABLE more ()",
        "TRUNCATE secrets",
    ] {
        assert!(run(&mut first, attack).is_err(), "{attack}");
    }
    run(&mut first, "RESET ROLE; RESET SESSION AUTHORIZATION").unwrap();
    assert_eq!(text(&mut first, "session_user"), "login_session_first");
    run(
        &mut first,
        "INSERT INTO secrets (secret) VALUES ('more'); DELETE FROM secrets",
    )
    .unwrap();
    let members = "(SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = member \
                    WHERE rolname ~ '^login_session_')";
    assert_eq!(text(&mut first, members), "0");
}

#[test]
fn a_connection_never_serves_a_second_plugin() {
    let database = Database::create();
    let builder = database.builder().pool(|pool| pool.max_size(1));
    let builder = builder.register(Third).register(Fourth);
    let host = builder.migrate().unwrap().init().unwrap();
    let mut pids = Vec::new();
    for _ in 0..3 {
        let mut third = host.connect::<Third>().unwrap();
        assert_eq!(text(&mut third, "current_user"), "login_session_third");
        pids.push(text(&mut third, "pg_backend_pid()"));
        drop(third);
        let mut fourth = host.connect::<Fourth>().unwrap();
        assert_eq!(text(&mut fourth, "current_user"), "login_session_fourth");
        pids.push(text(&mut fourth, "pg_backend_pid()"));
    }
    pids.sort_unstable();
    pids.dedup();
    assert_eq!(pids.len(), 6);
    let refused: Result<(), HostTransactionError> = host.transaction(|_| Ok(()));
    assert!(matches!(refused, Err(HostTransactionError::SeparateLogins)));
}

const KEEP: &str = "CREATE TABLE events (id int, at date NOT NULL) PARTITION BY RANGE (at); \
     CREATE TABLE log (id serial); INSERT INTO log DEFAULT VALUES; \
     CREATE MATERIALIZED VIEW counts AS SELECT count(*) FROM events; \
     CREATE FUNCTION refresh_counts() RETURNS void LANGUAGE plpgsql SECURITY DEFINER \
         SET search_path FROM CURRENT AS 'BEGIN REFRESH MATERIALIZED VIEW counts; END'; \
     CREATE FUNCTION clear_log() RETURNS void LANGUAGE plpgsql SECURITY DEFINER \
         SET search_path FROM CURRENT AS 'BEGIN TRUNCATE log RESTART IDENTITY; END'; \
     CREATE FUNCTION next_year() RETURNS void LANGUAGE plpgsql SECURITY DEFINER \
         SET search_path FROM CURRENT AS \
         'BEGIN CREATE TABLE events_2027 PARTITION OF events \
          FOR VALUES FROM (''2027-01-01'') TO (''2028-01-01''); END'";

plugin!(
    Keeper,
    "session-keeper",
    with_migrations(&[migration("001_keep", KEEP, "")])
);
plugin!(
    RolesKeeper,
    "session-roles-keeper",
    with_migrations(&[migration("001_keep", KEEP, "")])
);

fn keeps<P: Plugin>(plugin: P, isolation: Isolation) {
    let database = Database::create();
    let builder = database.builder().isolation(isolation).register(plugin);
    let host = builder.migrate().unwrap().init().unwrap();
    let mut connection = host.connect::<P>().unwrap();
    for statement in [
        "REFRESH MATERIALIZED VIEW counts",
        "TRUNCATE log",
        "CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')",
    ] {
        assert!(run(&mut connection, statement).is_err(), "{statement}");
    }
    run(
        &mut connection,
        "SELECT next_year(); INSERT INTO events VALUES (1, '2027-05-05'); \
         SELECT refresh_counts(); SELECT clear_log()",
    )
    .unwrap();
    assert_eq!(text(&mut connection, "(SELECT count FROM counts)"), "1");
    assert_eq!(text(&mut connection, "(SELECT count(*) FROM log)"), "0");
    // The new partition is the plugin's as any other table of it.
    run(
        &mut connection,
        "UPDATE events_2027 SET id = 2; DELETE FROM events_2027",
    )
    .unwrap();
}

#[test]
fn a_login_refreshes_truncates_and_adds_partitions_through_its_own_functions() {
    keeps(Keeper, Isolation::Logins);
}

#[test]
fn a_role_refreshes_truncates_and_adds_partitions_through_its_own_functions() {
    keeps(RolesKeeper, Isolation::Roles);
}

//! PgBouncer between a host and its server, in transaction and in session mode.

use std::thread;

use auth::Auth;
use auth::schema::Role;
use diesel::connection::SimpleConnection;
use diesel::prelude::{Connection, PgConnection};
use notes::Notes;
use schema_iso_tests::host::{
    BootError, Host, HostBuilder, HostTransactionError, Isolation, MaintenanceError,
    MigrateErrorKind, ServerError, Uninstall,
};
use schema_iso_tests::{Admin, Bouncer, Server, chain, plugin};

const THREADS: usize = 8;
const ROUNDS: usize = 12;

fn server() -> Server {
    Server::builder().ignore_database_url().start().unwrap()
}

fn builder(url: &str, isolation: Isolation) -> HostBuilder {
    Host::builder(url)
        .pool(|pool| pool.max_size(THREADS as u32))
        .isolation(isolation)
        .register(Auth)
        .register(Notes)
}

fn ready(builder: HostBuilder) -> Host {
    let migrated = builder.migrate();
    migrated
        .unwrap_or_else(|error| panic!("{}", chain(&error)))
        .init()
        .unwrap()
}

/// Why a host does not boot.
#[track_caller]
fn refusal(builder: HostBuilder) -> ServerError {
    match builder.migrate().unwrap_err() {
        BootError::Server { source } => source,
        other => panic!("{}", chain(&other)),
    }
}

/// Eight threads ask on behalf of two plugins, within transactions and without, and of both at
/// once; no answer is of a statement or a session of somebody else.
fn every_answer_is_right(host: &Host) {
    thread::scope(|scope| {
        for number in 0..THREADS {
            scope.spawn(move || {
                for round in 0..ROUNDS {
                    let name = format!("{number}.{round}@example.org");
                    let mut conn = host.connect::<Auth>().unwrap();
                    assert_eq!(auth::users::is_registered(&mut conn, &name), Ok(false));
                    let user = auth::users::register(&mut conn, &name, &name, Role::Member, "hash")
                        .unwrap();
                    assert_eq!(user.email, name);
                    assert_eq!(auth::users::is_registered(&mut conn, &name), Ok(true));
                    drop(conn);
                    let mut conn = host.connect::<Notes>().unwrap();
                    assert_eq!(notes::add(&mut conn, &name).unwrap().text, name);
                    let all = notes::all(&mut conn).unwrap();
                    assert_eq!(all.iter().filter(|note| note.text == name).count(), 1);
                    drop(conn);
                    let both = host.transaction(|unit| {
                        let renamed =
                            auth::users::rename(&mut *unit.scope::<Auth>()?, user.id, "renamed")?;
                        assert_eq!(renamed.display_name, "renamed");
                        notes::add(&mut *unit.scope::<Notes>()?, "renamed")?;
                        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(())
                    });
                    both.unwrap_or_else(|error| panic!("{}", chain(&*error)));
                }
            });
        }
    });
    let mut conn = host.connect::<Auth>().unwrap();
    let users = auth::users::all(&mut conn).unwrap();
    assert_eq!(users.len(), THREADS * ROUNDS);
    assert!(users.iter().all(|user| user.display_name == "renamed"));
    let mut conn = host.connect::<Notes>().unwrap();
    assert_eq!(notes::all(&mut conn).unwrap().len(), 2 * THREADS * ROUNDS);
}

/// Makes PgBouncer open connections to the server, all of which are idle afterwards.
fn warm_up(url: &str, connections: usize) {
    let mut open: Vec<_> = (0..connections)
        .map(|_| PgConnection::establish(url).unwrap())
        .collect();
    for connection in &mut open {
        connection.batch_execute("BEGIN; SELECT 1").unwrap();
    }
    for connection in &mut open {
        connection.batch_execute("COMMIT").unwrap();
    }
}

/// What is set and locked on the connections from PgBouncer to the server, save for what
/// PgBouncer itself keeps apart for its clients, and for what each transaction sets anew.
fn left_on_the_server(url: &str, connections: usize) -> Vec<String> {
    let mut open: Vec<_> = (0..connections).map(|_| Admin::at(url)).collect();
    for admin in &mut open {
        admin.run("BEGIN");
    }
    let mut left = Vec::new();
    for admin in &mut open {
        left.extend(admin.texts(
            "SELECT name || ' = ' || setting FROM pg_settings WHERE source = 'session' \
             AND name NOT IN ('application_name', 'client_encoding', 'DateStyle', 'TimeZone', \
                              'standard_conforming_strings') AND name NOT LIKE 'transaction%' \
             UNION ALL SELECT 'lock ' || objid FROM pg_locks \
             WHERE locktype = 'advisory' AND pid = pg_backend_pid() \
             UNION ALL SELECT 'statement ' || name FROM pg_prepared_statements",
        ));
    }
    left
}

#[test]
fn in_transaction_mode_every_answer_is_right_with_qualified() {
    let server = server();
    // Fewer than the threads, so that each connection to the server serves all of them.
    let bouncer = Bouncer::start(&server, "transaction", &["default_pool_size = 3"]);
    let pooled = bouncer.url("postgres");
    let host = ready(builder(&pooled, Isolation::Qualified).migration_url(server.url("postgres")));
    every_answer_is_right(&host);
    assert_eq!(left_on_the_server(&pooled, 3), [""; 0]);

    // With nothing to do, a host boots through the pooler alone.
    ready(builder(&pooled, Isolation::Qualified));
    assert_eq!(left_on_the_server(&pooled, 3), [""; 0]);
}

plugin!(Seeds, "session-seeds");

/// The lock under which it runs is one of the session, as that of migrations is.
#[test]
fn in_transaction_mode_an_init_that_runs_alone_needs_the_address_of_migrations() {
    let server = server();
    let bouncer = Bouncer::start(&server, "transaction", &["default_pool_size = 3"]);
    let pooled = bouncer.url("postgres");
    let seeds = || builder(&pooled, Isolation::Qualified).register(Seeds);
    ready(seeds().migration_url(server.url("postgres")));
    let error = seeds().migrate().unwrap().init().unwrap_err();
    let BootError::InitLock { source, .. } = &error else {
        panic!("{}", chain(&error));
    };
    let MigrateErrorKind::Server { source } = &**source else {
        panic!("{}", chain(&error));
    };
    assert!(matches!(source, ServerError::SharedSessions), "{source}");
    assert_eq!(left_on_the_server(&pooled, 3), [""; 0]);
}

#[test]
fn in_session_mode_every_answer_is_right_with_all_isolations() {
    let server = server();
    let bouncer = Bouncer::start(&server, "session", &["default_pool_size = 20"]);
    for isolation in [
        Isolation::Qualified,
        Isolation::SearchPath,
        Isolation::Roles,
    ] {
        let name = format!("{isolation:?}").to_lowercase();
        Admin::at(&server.url("postgres")).run(&format!("CREATE DATABASE {name}"));
        let host = ready(builder(&bouncer.url(&name), isolation));
        every_answer_is_right(&host);
    }
}

#[test]
fn a_pooler_in_transaction_mode_is_recognized_before_anything_runs() {
    let server = server();
    let mut admin = Admin::at(&server.url("postgres"));
    for (size, lines) in [
        (1, ["default_pool_size = 1", ""]),
        (2, ["default_pool_size = 2", "server_round_robin = 1"]),
        (5, ["default_pool_size = 5", ""]),
        (5, ["default_pool_size = 5", "server_round_robin = 1"]),
        (0, ["default_pool_size = 5", ""]),
    ] {
        let bouncer = Bouncer::start(&server, "transaction", &lines);
        let pooled = bouncer.url("postgres");
        warm_up(&pooled, size);
        let refused = refusal(builder(&pooled, Isolation::Qualified));
        assert!(matches!(refused, ServerError::SharedSessions), "{refused}");
        assert!(refused.to_string().contains("migration_url"), "{refused}");
        let refused = refusal(builder(&pooled, Isolation::SearchPath));
        assert!(
            matches!(refused, ServerError::SharedSessionsOfPlugins),
            "{refused}"
        );
        assert_eq!(left_on_the_server(&pooled, size), [""; 0], "{lines:?}");
        assert!(admin.holds("to_regnamespace('plugin_auth') IS NULL"));
    }
}

#[test]
fn what_a_plugin_would_set_never_goes_to_a_pooler_in_transaction_mode() {
    let server = server();
    let bouncer = Bouncer::start(&server, "transaction", &["default_pool_size = 2"]);
    let (direct, pooled) = (server.url("postgres"), bouncer.url("postgres"));
    for isolation in [Isolation::SearchPath, Isolation::Roles] {
        ready(builder(&direct, isolation));
        // Nothing is left to migrate, and migrations would have an address.
        let refused = refusal(builder(&pooled, isolation).migration_url(&direct));
        assert!(
            matches!(refused, ServerError::SharedSessionsOfPlugins),
            "{refused}"
        );
        assert!(refused.to_string().contains("Isolation::Qualified"));
    }
    assert_eq!(left_on_the_server(&pooled, 2), [""; 0]);
}

#[test]
fn maintenance_recognizes_a_pooler_in_transaction_mode_too() {
    let server = server();
    let bouncer = Bouncer::start(&server, "transaction", &["default_pool_size = 2"]);
    let (direct, pooled) = (server.url("postgres"), bouncer.url("postgres"));
    ready(builder(&direct, Isolation::Qualified));
    let host = ready(builder(&pooled, Isolation::Qualified));
    assert_eq!(host.pending::<Notes>().unwrap(), [""; 0]);
    let refused = |done: Result<(), MaintenanceError>| {
        let error = done.unwrap_err();
        let is_it = match &error {
            MaintenanceError::Server { source, .. } => {
                matches!(source, ServerError::SharedSessions)
            }
            MaintenanceError::Migrate { source, .. } => matches!(
                &**source,
                MigrateErrorKind::Server {
                    source: ServerError::SharedSessions
                }
            ),
            _ => false,
        };
        assert!(is_it, "{}", chain(&error));
    };
    refused(host.revert::<Notes>(1).map(drop));
    refused(host.redo::<Notes>(1).map(drop));
    refused(host.migration_harness::<Notes>().map(drop));
    refused(host.uninstall::<Notes>(Uninstall::DropSchemaAndRole));
    assert_eq!(left_on_the_server(&pooled, 2), [""; 0]);

    // With an address of their own, all of them work.
    let host = ready(builder(&pooled, Isolation::Qualified).migration_url(&direct));
    assert_eq!(host.redo::<Notes>(1).unwrap().len(), 1);
    host.uninstall::<Notes>(Uninstall::DropSchemaAndRole)
        .unwrap();
}

#[test]
fn the_address_of_migrations_leads_to_the_same_database() {
    let server = server();
    let bouncer = Bouncer::start(&server, "transaction", &[]);
    Admin::at(&server.url("postgres")).run("CREATE DATABASE another");
    let another = server.url("another");
    let refused =
        refusal(builder(&bouncer.url("postgres"), Isolation::Qualified).migration_url(&another));
    assert!(
        matches!(refused, ServerError::OtherDatabase { .. }),
        "{refused}"
    );
    assert!(Admin::at(&another).holds("to_regnamespace('plugin_auth') IS NULL"));
}

#[test]
fn a_unit_of_several_plugins_leaves_nothing_behind_in_transaction_mode() {
    let server = server();
    let bouncer = Bouncer::start(&server, "transaction", &["default_pool_size = 1"]);
    let pooled = bouncer.url("postgres");
    let host = ready(builder(&pooled, Isolation::Qualified).migration_url(server.url("postgres")));
    host.transaction(|unit| {
        notes::all(&mut *unit.scope::<Notes>()?).unwrap();
        auth::users::all(&mut *unit.scope::<Auth>()?).unwrap();
        Ok::<_, HostTransactionError>(())
    })
    .unwrap();
    assert_eq!(left_on_the_server(&pooled, 1), [""; 0]);

    // Another client does leave something, so that there is something to be seen.
    Admin::at(&pooled).run("SET work_mem TO '7MB'; SELECT pg_advisory_lock(4711)");
    assert_eq!(
        left_on_the_server(&pooled, 1),
        ["work_mem = 7168", "lock 4711"]
    );
}

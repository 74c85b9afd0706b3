//! Logins beside roles and beside themselves: releases that overlap, and boots that die.

use std::process::{Child, Command, Stdio};
use std::thread;

use schema_iso_tests::host::{Host, Isolation, SafeConnection};
use schema_iso_tests::{
    Plugin, PluginId, assert_counted_once, migration, plugin, register_counted,
};

use super::{Database, SECRET, plugins, run, text};

const FIRST: schema_iso_tests::EmbeddedMigration = migration(
    "001_a",
    "CREATE TABLE a (id serial PRIMARY KEY); CREATE VIEW v AS SELECT * FROM a",
    "",
);

plugin!(Older, "roll-over", with_migrations(&[FIRST]));
plugin!(
    Newer,
    "roll-over",
    with_migrations(&[
        FIRST,
        migration(
            "002_b",
            "ALTER TABLE a ADD b int; CREATE TABLE c (id int); DROP VIEW v",
            ""
        ),
    ])
);

fn boot<P: Plugin>(database: &Database, isolation: Isolation, plugin: P) -> Host {
    let builder = database.builder().isolation(isolation).register(plugin);
    builder.migrate().unwrap().init().unwrap()
}

fn works<P: Plugin>(connection: &mut SafeConnection<P>) {
    run(connection, "INSERT INTO a DEFAULT VALUES; DELETE FROM a").unwrap();
}

#[test]
fn roles_and_logins_serve_side_by_side_in_every_order() {
    let database = Database::create();
    // Everything belongs to the host, as without roles.
    let path = boot(&database, Isolation::SearchPath, Older);
    let roles = boot(&database, Isolation::Roles, Older);
    let mut by_role = roles.connect::<Older>().unwrap();
    let logins = boot(&database, Isolation::Logins, Newer);
    works(&mut by_role);
    // What the newer release has made is the older one's, too.
    run(&mut by_role, "TABLE c").unwrap();
    works(&mut path.connect::<Older>().unwrap());
    let mut by_login = logins.connect::<Newer>().unwrap();
    works(&mut by_login);
    assert_eq!(text(&mut by_role, "current_user"), "plugin_roll_over");
    assert_eq!(text(&mut by_login, "current_user"), "login_roll_over");

    // Back, and to the older release; those that run go on.
    let older = boot(&database, Isolation::Roles, Older);
    works(&mut older.connect::<Older>().unwrap());
    works(
        &mut boot(&database, Isolation::SearchPath, Older)
            .connect::<Older>()
            .unwrap(),
    );
    works(&mut by_login);
    works(&mut logins.connect::<Newer>().unwrap());
    for isolation in [Isolation::Roles, Isolation::Logins] {
        let mut again = boot(&database, isolation, Newer);
        assert!(again.report().plugins[0].applied.is_empty());
        run(&mut again.connect::<Newer>().unwrap(), "TABLE c").unwrap();
        again = boot(&database, isolation, Newer);
        drop(again.connect::<Newer>().unwrap());
    }
}

plugins!(A = "roll-a", B = "roll-b", C = "roll-c");

#[test]
fn hosts_that_boot_at_once_in_two_databases_share_their_logins() {
    let databases = [Database::create(), Database::create()];
    // Since PostgreSQL 16 only who made a role, or a superuser, may change it.
    for database in &databases {
        let role = &database.role;
        database
            .admin()
            .run(&format!("ALTER ROLE {role} SUPERUSER"));
    }
    let both = || databases.iter().chain(&databases).chain(&databases);
    thread::scope(|threads| {
        for database in both() {
            threads.spawn(move || {
                let builder = database.builder().register(A).register(B).register(C);
                let host = builder.migrate().unwrap().init().unwrap();
                run(&mut host.connect::<A>().unwrap(), "TABLE secrets").unwrap();
                run(&mut host.connect::<C>().unwrap(), "TABLE secrets").unwrap();
            });
        }
    });
}

fn process(database: &Database, prefix: &str, isolation: &str) -> Child {
    let secret;
    let isolation = match isolation {
        "logins" => {
            secret = format!("logins:{SECRET}");
            &secret
        }
        isolation => isolation,
    };
    Command::new(env!("CARGO_BIN_EXE_boot-plugins"))
        .args([&database.host_url(), isolation, "counted", prefix, "2"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn boots_that_are_killed_leave_nothing_that_the_next_one_cannot_finish() {
    const ROUNDS: u32 = 6;
    let database = Database::create();
    let began = std::time::Instant::now();
    assert!(
        process(&database, "killed", "logins")
            .wait()
            .unwrap()
            .success()
    );
    let whole = began.elapsed();
    let mut killed = 0;
    for round in 0..ROUNDS {
        let prefix = format!("killed-{round}");
        // From roles to logins, and back; and two of them at once.
        for isolation in ["roles", "logins"] {
            let mut first = process(&database, &prefix, isolation);
            let mut second = process(&database, &prefix, "logins");
            thread::sleep(whole * round / ROUNDS);
            for process in [&mut first, &mut second] {
                process.kill().unwrap();
                killed += usize::from(!process.wait().unwrap().success());
            }
        }
        let done = process(&database, &prefix, "logins")
            .wait_with_output()
            .unwrap();
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        assert_counted_once(&mut database.admin(), &prefix, 2);
    }
    assert!(killed > 0, "no process was killed in time");
    let builder = register_counted(database.builder(), "killed", 2);
    assert_eq!(builder.check().unwrap().plugins().count(), 2);
}

plugin!(Before, "roll-before", with_migrations(&[FIRST]));
plugin!(
    After,
    "roll-after",
    with_previous_ids(&[PluginId::literal("roll-before")]),
    with_migrations(&[FIRST])
);

#[test]
fn login_and_owner_are_renamed_with_the_schema() {
    let database = Database::create();
    drop(boot(&database, Isolation::Logins, Before));
    let host = boot(&database, Isolation::Logins, After);
    works(&mut host.connect::<After>().unwrap());
    let names = "SELECT rolname FROM pg_roles WHERE rolname ~ '_roll_(before|after)$' ORDER BY 1";
    assert_eq!(
        database.admin().texts(names),
        ["login_roll_after", "owner_roll_after"]
    );
}

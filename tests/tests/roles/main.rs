//! ISO-11: with `Isolation::Roles`, PostgreSQL itself refuses.

mod owners_rights;

use schema_iso_tests::host::{BootError, Isolation, MigrateErrorKind, Uninstall};
use schema_iso_tests::{Admin, Plugin, PluginId, TestDatabase, migration, only_failure, plugin};

// Roles belong to the server and not to a database, so each test has plugins of its own.
plugin!(
    Victim,
    "role-victim",
    with_migrations(&[migration(
        "001_secrets",
        "CREATE TABLE secrets (secret text); INSERT INTO secrets VALUES ('hush')",
        "DROP TABLE secrets"
    )])
);
plugin!(
    Thief,
    "role-thief",
    with_migrations(&[
        migration(
            "001_loot",
            "CREATE TABLE loot (id serial PRIMARY KEY, secret text)",
            ""
        ),
        migration(
            "002_steal",
            "CREATE FUNCTION steal() RETURNS void LANGUAGE plpgsql AS $$ BEGIN \
                 EXECUTE 'INSERT INTO loot (secret) SELECT secret FROM plugin_role_victim.secrets'; \
             END $$; \
             CREATE FUNCTION steal_later() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 PERFORM steal(); RETURN NEW; END $$; \
             CREATE TABLE bait (id int); \
             CREATE TRIGGER steal AFTER INSERT ON bait FOR EACH ROW EXECUTE FUNCTION steal_later()",
            ""
        ),
    ])
);

/// A database in which `public` is as PostgreSQL makes it since version 15.
fn database() -> TestDatabase {
    let database = TestDatabase::create().unwrap();
    Admin::of(&database).run("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    database
}

#[test]
fn raw_sql_functions_and_triggers_of_a_plugin_stay_in_its_schema() {
    let database = database();
    let boot = || {
        database.host(|builder| {
            builder
                .isolation(Isolation::Roles)
                .run_unchecked_migrations()
                .register(Victim)
                .register(Thief)
        })
    };
    let host = boot().unwrap();
    drop(host.connect::<Thief>().unwrap());
    drop(host.connect::<Victim>().unwrap());

    let mut thief = Admin::of(&database);
    thief.run("SET ROLE plugin_role_thief; SET search_path TO plugin_role_thief");
    thief.run("INSERT INTO loot (secret) VALUES ('mine'); UPDATE loot SET secret = 'still mine'");
    for attack in [
        "SELECT * FROM plugin_role_victim.secrets",
        "SELECT steal()",
        "INSERT INTO bait VALUES (1)",
        "CREATE TABLE more ()",
        "CREATE TABLE public.more ()",
        "CREATE SCHEMA more",
        "DROP TABLE loot",
        "ALTER TABLE loot ADD more int",
        "TRUNCATE loot",
        "DELETE FROM __diesel_schema_migrations",
        "SELECT * FROM __schema_iso_migrations",
        "ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT SELECT ON TABLES TO PUBLIC",
        "CREATE ROLE more",
    ] {
        let error = thief.try_run(attack).unwrap_err();
        assert!(
            error.contains("permission denied") || error.contains("must be"),
            "{attack}: {error}"
        );
    }
    assert_eq!(thief.text("SELECT count(*) FROM loot"), "1");
    assert!(
        thief.holds(
            "NOT EXISTS (SELECT FROM pg_class WHERE relowner = 'plugin_role_thief'::regrole)"
        )
    );

    // A second boot sees that all is granted.
    let host = boot().unwrap();
    assert!(
        host.report()
            .plugins
            .iter()
            .all(|plugin| plugin.applied.is_empty())
    );
    drop(host);

    // Tables that come without a migration of ours are granted, too.
    let mut admin = Admin::of(&database);
    admin.run("REVOKE ALL ON plugin_role_thief.loot FROM plugin_role_thief");
    let host = boot().unwrap();
    assert_eq!(thief.text("SELECT count(*) FROM loot"), "1");
    drop(thief);

    host.uninstall::<Thief>(Uninstall::DropSchemaAndRole)
        .unwrap();
    assert!(admin.holds("to_regrole('plugin_role_thief') IS NULL"));
    assert!(admin.holds("to_regrole('plugin_role_victim') IS NOT NULL"));
}

plugin!(
    Old,
    "role-old",
    with_migrations(&[migration("001_a", "CREATE TABLE a (id int)", "")])
);
plugin!(
    New,
    "role-new",
    with_previous_ids(&[PluginId::literal("role-old")]),
    with_migrations(&[migration("001_a", "CREATE TABLE a (id int)", "")])
);

#[test]
fn the_role_is_renamed_with_the_schema() {
    let database = database();
    let roles = Isolation::Roles;
    database
        .host(|builder| builder.isolation(roles).register(Old))
        .unwrap();
    let mut admin = Admin::of(&database);
    let before = admin.text("SELECT 'plugin_role_old'::regrole::oid");
    let host = database
        .host(|builder| builder.isolation(roles).register(New))
        .unwrap();
    assert_eq!(admin.text("SELECT 'plugin_role_new'::regrole::oid"), before);
    assert!(admin.holds("to_regrole('plugin_role_old') IS NULL"));
    drop(host.connect::<New>().unwrap());
    admin.run("SET ROLE plugin_role_new; SELECT * FROM plugin_role_new.a");
}

plugin!(Login, "role-login");
plugin!(Member, "role-member");
plugin!(Owner, "role-owner");

fn refused<P: Plugin>(database: &TestDatabase, plugin: P) -> String {
    let builder = database
        .builder()
        .isolation(Isolation::Roles)
        .register(plugin);
    match only_failure(builder.migrate().unwrap_err()).1 {
        MigrateErrorKind::Role { source, .. } => source.to_string(),
        other => panic!("{other}"),
    }
}

#[test]
fn a_role_that_may_too_much_is_not_taken_for_a_plugins() {
    let database = database();
    let mut admin = Admin::of(&database);
    admin.run(
        "CREATE ROLE plugin_role_login LOGIN; CREATE ROLE plugin_role_member IN ROLE pg_monitor; \
         CREATE ROLE plugin_role_owner; CREATE SCHEMA other AUTHORIZATION plugin_role_owner",
    );
    assert!(refused(&database, Login).contains("may log in"));
    assert!(refused(&database, Member).contains("is a member of other roles"));
    assert!(refused(&database, Owner).contains("owns objects"));
}

plugin!(
    Modest,
    "role-modest",
    with_migrations(&[migration("001_a", "CREATE TABLE a (id int)", "")])
);

#[test]
fn a_host_without_superuser_rights_sets_up_roles_with_createrole() {
    let database = database();
    let mut admin = Admin::of(&database);
    admin.run(&format!(
        "CREATE ROLE role_maker LOGIN; GRANT CREATE ON DATABASE {} TO role_maker",
        database.name()
    ));
    let url = database
        .url()
        .replace("postgres://postgres@", "postgres://role_maker@");
    let boot = || {
        let builder = schema_iso_tests::host::Host::builder(url.as_str());
        builder
            .isolation(Isolation::Roles)
            .register(Modest)
            .migrate()?
            .init()
    };
    let (plugin, kind) = only_failure(boot().unwrap_err());
    assert_eq!(plugin.as_str(), "role-modest");
    assert_eq!(
        schema_iso_tests::chain(&kind),
        "could not set up the plugin's role\n  \
         the role `role_maker` may not create `owner_role_modest` and `plugin_role_modest`; let an administrator run \
         `CREATE ROLE \"owner_role_modest\" NOLOGIN NOINHERIT; GRANT \"owner_role_modest\" TO \"role_maker\"; \
         CREATE ROLE \"plugin_role_modest\" NOLOGIN NOINHERIT; GRANT \"plugin_role_modest\" TO \"role_maker\"`, \
         or once for all plugins `ALTER ROLE \"role_maker\" CREATEROLE`"
    );
    admin.run("ALTER ROLE role_maker CREATEROLE");
    let host = boot().unwrap();
    drop(host.connect::<Modest>().unwrap());
    assert!(boot().unwrap().report().plugins[0].applied.is_empty());
}

#[test]
fn a_schema_that_is_open_to_every_role_is_closed_first() {
    let database = database();
    let mut admin = Admin::of(&database);
    admin.run("GRANT CREATE ON SCHEMA public TO PUBLIC; CREATE SCHEMA \"Open\"");
    admin.run("GRANT CREATE ON SCHEMA \"Open\" TO PUBLIC");
    let boot = |isolation| {
        let builder = database.builder().isolation(isolation);
        builder.register(Modest).migrate()
    };
    let error = boot(Isolation::Roles).unwrap_err();
    assert!(matches!(error, BootError::Server { .. }), "{error}");
    let printed = schema_iso_tests::chain(&error);
    let (_, advice) = printed.split_once("run `").unwrap();
    let (advice, _) = advice.split_once('`').unwrap();
    assert_eq!(
        advice,
        "REVOKE CREATE ON SCHEMA \"Open\", public FROM PUBLIC"
    );
    // Without roles nobody but the host is there to create anything.
    boot(Isolation::SearchPath).unwrap();
    admin.run(advice);
    boot(Isolation::Roles).unwrap();
}

#[test]
fn what_a_live_session_keeps_does_not_make_its_role_an_owner() {
    let database = database();
    let boot = || {
        let builder = database.builder().isolation(Isolation::Roles);
        builder.register(Temporary).migrate().unwrap();
    };
    boot();
    let mut session = Admin::of(&database);
    session.run("SET ROLE plugin_role_temporary; SET search_path TO plugin_role_temporary");
    for leftover in [
        "CREATE TEMP TABLE t (id serial PRIMARY KEY, a text)",
        "CREATE TEMP VIEW v AS SELECT 1",
        "CREATE TYPE pg_temp.e AS ENUM ('a')",
        "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SELECT lo_create(0)",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
    ] {
        session.run(leftover);
    }
    // What has to be set up again is looked at closely.
    let mut admin = Admin::of(&database);
    admin.run("REVOKE ALL ON plugin_role_temporary.a FROM plugin_role_temporary");
    boot();
    assert_eq!(session.text("SELECT count(*) FROM a"), "0");
    drop(session);
    admin.run("DROP OWNED BY plugin_role_temporary");
}

plugin!(
    Temporary,
    "role-temporary",
    with_migrations(&[migration("001_a", "CREATE TABLE a ()", "")])
);

plugin!(
    Overloads,
    "role-overloads",
    with_migrations(&[
        migration(
            "001_equal",
            "CREATE TABLE ran (as_role text); \
             CREATE FUNCTION equal(varchar, varchar) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN \
                 EXECUTE 'INSERT INTO plugin_role_overloads.ran VALUES (current_user)'; \
                 RETURN $1::text = $2::text; END $$; \
             CREATE OPERATOR = (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = equal)",
            ""
        ),
        migration("002_a", "CREATE TABLE a ()", ""),
    ])
);

#[test]
fn an_operator_of_a_plugin_does_not_run_with_the_rights_of_the_host() {
    let database = database();
    for isolation in [Isolation::SearchPath, Isolation::Roles] {
        for _ in 0..2 {
            let builder = database.builder().isolation(isolation);
            let host = builder.register(Overloads).migrate().unwrap();
            host.pending::<Overloads>().unwrap();
            host.redo::<Overloads>(0).unwrap();
        }
    }
    let mut admin = Admin::of(&database);
    assert!(
        admin
            .texts("SELECT as_role FROM plugin_role_overloads.ran")
            .is_empty()
    );
}

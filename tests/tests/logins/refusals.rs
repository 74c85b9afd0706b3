//! Logins that cannot be: errors that name plugin and statement, and what happens after that.

use schema_iso_tests::host::{BootError, Host, Isolation, Logins};
use schema_iso_tests::{Admin, PluginId, chain, only_failure};

use super::{Database, SECRET, plugins, run, server};

plugins!(
    Poor = "refused-poor",
    Meek = "refused-meek",
    Wrong = "refused-wrong",
    Shut = "refused-shut",
    Foreign = "refused-foreign",
);

/// What the error proposes to run.
#[track_caller]
fn fix(error: &BootError) -> String {
    let text = chain(error);
    let (_, fix) = text.split_once("run `").unwrap_or_else(|| panic!("{text}"));
    fix.split_once('`').unwrap().0.to_owned()
}

#[test]
fn a_host_that_may_not_make_logins_names_each_plugin_and_checks_what_an_administrator_made() {
    let database = Database::create();
    let mut admin = database.admin();
    admin.run(&format!("ALTER ROLE {} NOCREATEROLE", database.role));
    let boot = || {
        let builder = database.builder().register(Poor).register(Meek);
        builder.migrate()
    };
    let error = boot().map(drop).unwrap_err();
    let text = chain(&error);
    assert!(!admin.holds("EXISTS (SELECT FROM pg_namespace WHERE nspname ~ 'refused_poor')"));
    for plugin in ["poor", "meek"] {
        let statements = format!(
            "`CREATE ROLE \"owner_refused_{plugin}\" NOLOGIN NOINHERIT; \
             GRANT \"owner_refused_{plugin}\" TO \"{}\"; \
             CREATE ROLE \"login_refused_{plugin}\" LOGIN NOINHERIT PASSWORD '…'`",
            database.role
        );
        assert!(text.contains(&format!("`refused-{plugin}`: ")), "{text}");
        assert!(text.contains(&statements), "{text}");
        admin.run(&statements.replace('`', ""));
    }
    // The administrator has not set the passwords yet.
    let error = boot().map(drop).unwrap_err();
    assert!(
        chain(&error).contains("does not get in"),
        "{}",
        chain(&error)
    );
    let logins = Logins::derived_from(SECRET);
    for plugin in [
        PluginId::literal("refused-poor"),
        PluginId::literal("refused-meek"),
    ] {
        let create = logins.statement_for(plugin).unwrap();
        admin.run(&create.replace("CREATE ROLE", "ALTER ROLE"));
    }
    let host = boot().unwrap().init().unwrap();
    run(
        &mut host.connect::<Poor>().unwrap(),
        "SELECT * FROM secrets",
    )
    .unwrap();
}

#[test]
fn a_password_that_somebody_else_has_set_is_an_error_and_is_left_alone() {
    let database = Database::create();
    let mut admin = database.admin();
    admin.run("CREATE ROLE login_refused_wrong LOGIN PASSWORD 'right'");
    let boot = || {
        let logins = Logins::passwords(|_| Some("wrong".to_owned()));
        database.builder().logins(logins).register(Wrong).migrate()
    };
    let error = boot().map(drop).unwrap_err();
    assert_eq!(
        fix(&error),
        "ALTER ROLE \"login_refused_wrong\" LOGIN PASSWORD '…'"
    );
    assert!(chain(&error).contains("password authentication failed"));
    drop(Admin::at(&database.url("login_refused_wrong", "right")));
    admin.run(&fix(&error).replace('…', "wrong"));
    boot().unwrap();
}

#[test]
fn a_login_without_the_rights_to_come_in_is_an_error_with_the_statement() {
    let database = Database::create();
    let (mut admin, role) = (database.admin(), &database.role);
    let boot = || database.builder().register(Shut).migrate();
    admin.run("CREATE ROLE login_refused_shut NOLOGIN");
    let error = boot().map(drop).unwrap_err();
    assert_eq!(fix(&error), "ALTER ROLE \"login_refused_shut\" LOGIN");
    admin.run(&fix(&error));
    // The database is closed, and belongs to somebody else.
    admin.run(&format!(
        "REVOKE CONNECT ON DATABASE {name} FROM PUBLIC; ALTER DATABASE {name} OWNER TO postgres; \
         GRANT CREATE, CONNECT ON DATABASE {name} TO {role}",
        name = database.name
    ));
    let error = boot().map(drop).unwrap_err();
    let (plugin, _) = only_failure(boot().map(drop).unwrap_err());
    assert_eq!(plugin.as_str(), "refused-shut");
    let text = chain(&error);
    assert!(text.contains("may not connect to the database"), "{text}");
    assert_eq!(
        fix(&error),
        format!(
            "GRANT CONNECT ON DATABASE \"{}\" TO \"login_refused_shut\"",
            database.name
        )
    );
    admin.run(&fix(&error));
    // Since PostgreSQL 16 whoever makes a role has it, and not all that may make roles.
    if admin.holds("current_setting('server_version_num')::int >= 160000") {
        let statement = format!("GRANT \"login_refused_shut\" TO \"{role}\" WITH ADMIN OPTION");
        assert_eq!(fix(&boot().map(drop).unwrap_err()), statement);
        admin.run(&statement);
    }
    boot().unwrap();
    // What is taken away later is found by the next boot, which has nothing else to do.
    admin.run("ALTER ROLE login_refused_shut SUPERUSER");
    let text = chain(&boot().map(drop).unwrap_err());
    assert!(text.contains("has attributes such as SUPERUSER"), "{text}");
    admin.run("ALTER ROLE login_refused_shut NOSUPERUSER; GRANT pg_monitor TO login_refused_shut");
    let text = chain(&boot().map(drop).unwrap_err());
    assert!(text.contains("is a member of other roles"), "{text}");
    admin.run("REVOKE pg_monitor FROM login_refused_shut");
    boot().unwrap();
}

#[test]
fn an_object_of_somebody_else_in_the_schema_is_an_error_with_the_statement() {
    let database = Database::create();
    let mut admin = database.admin();
    let boot = || database.builder().register(Foreign).migrate();
    boot().unwrap();
    admin.run(
        "CREATE TABLE plugin_refused_foreign.\"Odd one\" (); \
         CREATE FUNCTION plugin_refused_foreign.f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    );
    for expected in [
        "ALTER ROUTINE plugin_refused_foreign.f(integer) OWNER TO \"owner_refused_foreign\"",
        "ALTER TABLE plugin_refused_foreign.\"Odd one\" OWNER TO \"owner_refused_foreign\"",
    ] {
        let error = boot().map(drop).unwrap_err();
        assert_eq!(fix(&error), expected);
        admin.run(expected);
    }
    boot().unwrap();
}

#[test]
fn a_host_without_credentials_or_with_a_short_secret_does_not_touch_the_database() {
    let builder = || Host::builder("postgres://localhost:1/app").isolation(Isolation::Logins);
    let error = builder().register(Poor).migrate().unwrap_err();
    assert!(matches!(error, BootError::NoLogins), "{error}");
    let builder = builder().logins(Logins::derived_from("too short"));
    let error = builder.register(Poor).migrate().unwrap_err();
    assert!(matches!(error, BootError::ShortSecret { .. }), "{error}");
    assert!(server().socket_dir().is_some());
}

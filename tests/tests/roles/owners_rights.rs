//! Functions that run with the rights of their owner.

use schema_iso_tests::host::{BootError, Isolation, MigrateErrorKind, RoleError};
use schema_iso_tests::{Admin, migration, only_failure, plugin};

use super::{Victim, database};

const RUN: &str = "CREATE FUNCTION run(text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER \
     SET search_path FROM CURRENT AS $$ BEGIN EXECUTE $1; END $$";

plugin!(
    Definer,
    "role-definer",
    with_migrations(&[
        migration("001_a", "CREATE TABLE a ()", "DROP TABLE a"),
        migration("002_run", RUN, "DROP FUNCTION run"),
    ])
);

#[test]
fn a_function_with_its_owners_rights_stays_in_the_schema_of_the_plugin() {
    let database = database();
    let mut admin = Admin::of(&database);
    let boot = |isolation| {
        let builder = database.builder().isolation(isolation);
        builder.register(Definer).register(Victim).migrate()
    };
    // It is there from a time when there were no roles, and belongs to the host.
    boot(Isolation::SearchPath).unwrap();
    let mut plugin = Admin::of(&database);
    for _ in 0..2 {
        boot(Isolation::Roles).unwrap();
        plugin.run("SET ROLE plugin_role_definer");
        let mut run =
            |sql: &str| plugin.try_run(&format!("SELECT plugin_role_definer.run($${sql}$$)"));
        run("CREATE TABLE b (); DROP TABLE b; TRUNCATE a").unwrap();
        for attack in [
            "SELECT FROM plugin_role_victim.secrets",
            "SET ROLE plugin_role_victim",
            "CREATE SCHEMA more",
            "CREATE TABLE public.more ()",
            "DELETE FROM __diesel_schema_migrations",
            "DROP TABLE __schema_iso_migrations",
            "COPY a TO PROGRAM 'cat'",
        ] {
            let error = run(attack).unwrap_err();
            assert!(
                ["permission denied", "must be", "cannot set parameter"]
                    .iter()
                    .any(|refusal| error.contains(refusal)),
                "{attack}: {error}"
            );
        }
        admin.run("DROP TABLE IF EXISTS plugin_role_definer.b");
    }

    // Without a path of its own it would look names up where its caller wants, and one of
    // another role would have its rights.
    let refused = |boot: Result<_, BootError>| {
        let (_, kind) = only_failure(boot.map(drop).unwrap_err());
        let MigrateErrorKind::Role { source } = kind else {
            panic!("{kind}");
        };
        source
    };
    admin.run("ALTER FUNCTION plugin_role_definer.run RESET search_path");
    let error = refused(boot(Isolation::Roles));
    assert!(
        matches!(error, RoleError::UnpinnedDefiner { .. }),
        "{error}"
    );
    admin.run("ALTER FUNCTION plugin_role_definer.run SECURITY INVOKER");
    boot(Isolation::Roles).unwrap();
}

plugin!(
    Unpinned,
    "role-unpinned",
    with_migrations(&[migration(
        "001_run",
        "CREATE FUNCTION run() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'SELECT'",
        ""
    )])
);

#[test]
fn a_function_with_its_owners_rights_and_its_callers_path_does_not_come_in() {
    let database = database();
    let boot = || {
        let builder = database.builder().isolation(Isolation::Roles);
        builder
            .run_unchecked_migrations()
            .register(Unpinned)
            .migrate()
    };
    let (_, kind) = only_failure(boot().unwrap_err());
    let MigrateErrorKind::Role { source } = kind else {
        panic!("{kind}");
    };
    assert!(
        matches!(source, RoleError::UnpinnedDefiner { .. }),
        "{source}"
    );
    let mut admin = Admin::of(&database);
    assert!(admin.holds("to_regproc('plugin_role_unpinned.run') IS NULL"));
}

//! ISO-07: what a migration puts off until it is committed is its own doing, too.

use schema_iso_tests::host::MigrateErrorKind;
use schema_iso_tests::{Admin, TestDatabase, chain, migration, only_failure, plugin};

plugin!(
    PutsOff,
    "puts-off",
    with_migrations(&[migration(
        "001_put_off",
        "CREATE TABLE a (id int PRIMARY KEY); \
         CREATE TABLE b (a int REFERENCES a DEFERRABLE INITIALLY DEFERRED); \
         INSERT INTO b VALUES (1)",
        ""
    )])
);

#[test]
fn what_fails_only_when_it_is_committed_is_the_migrations_failure() {
    let database = TestDatabase::create().unwrap();
    let boot = database.builder().register(PutsOff).migrate();
    let (_, error) = only_failure(boot.unwrap_err());
    assert!(
        matches!(&error, MigrateErrorKind::Migration { migration, .. } if migration == "001_put_off"),
        "{error:?}"
    );
    assert!(chain(&error).contains("foreign key"), "{}", chain(&error));
    let mut admin = Admin::of(&database);
    assert!(!admin.has("plugin_puts_off.a"));
    let count = "SELECT count(*) FROM plugin_puts_off.__diesel_schema_migrations";
    assert_eq!(admin.text(count), "0");
}

plugin!(
    BecomesAnotherLate,
    "becomes-another-late",
    with_migrations(&[
        migration(
            "001_late",
            "CREATE TABLE a (id int); \
             CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 EXECUTE concat('SET ', 'ROLE pg_database_owner'); RETURN NULL; END $$; \
             CREATE CONSTRAINT TRIGGER late AFTER INSERT ON a DEFERRABLE INITIALLY DEFERRED \
                 FOR EACH ROW EXECUTE FUNCTION late(); \
             INSERT INTO a VALUES (1)",
            ""
        ),
        migration("002_own", "CREATE TABLE b (id int)", ""),
    ])
);

#[test]
fn a_role_that_a_commit_changes_does_not_stay() {
    let database = TestDatabase::create().unwrap();
    let builder = database.builder().register(BecomesAnotherLate);
    builder.migrate().unwrap();
    assert_eq!(
        Admin::of(&database).text(
            "SELECT relowner::regrole FROM pg_class \
             WHERE oid = 'plugin_becomes_another_late.b'::regclass"
        ),
        "postgres"
    );
}

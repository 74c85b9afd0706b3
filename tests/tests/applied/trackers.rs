//! Migrations that go through all tables of the schema, the trackers among them.

use schema_iso_tests::host::MigrateErrorKind;
use schema_iso_tests::{Admin, TestDatabase, migration, plugin};

use super::{applied, failure, outside};

macro_rules! loops {
    ($name:ident, $id:literal, $kind:ident, $statement:literal, $end:literal) => {
        plugin!(
            $name,
            $id,
            with_migrations(&[
                migration("001_a", "CREATE TABLE goods (id int)", "DROP TABLE goods"),
                $kind(
                    "002_all",
                    concat!(
                        "DO $$ DECLARE r record; BEGIN \
                           FOR r IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP \
                             EXECUTE format('",
                        $statement,
                        "', r.tablename); END LOOP; ",
                        $end,
                        " END $$"
                    ),
                    "-- nothing"
                ),
            ])
        );
    };
}

loops!(Empties, "empties", migration, "TRUNCATE %I CASCADE", "");
loops!(
    Alters,
    "alters",
    migration,
    "ALTER TABLE %I ADD deleted_at timestamptz",
    ""
);
loops!(Drops, "drops", migration, "DROP TABLE %I", "");
loops!(
    EmptiesOutside,
    "empties-outside",
    outside,
    "TRUNCATE %I CASCADE",
    "COMMIT;"
);
loops!(
    DropsOutside,
    "drops-outside",
    outside,
    "DROP TABLE %I",
    "COMMIT;"
);

#[test]
fn a_migration_that_takes_the_trackers_along_is_not_applied() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    for (error, schema, rolled_back) in [
        (failure(&database, Empties), "plugin_empties", true),
        (failure(&database, Alters), "plugin_alters", true),
        (failure(&database, Drops), "plugin_drops", true),
        (
            failure(&database, EmptiesOutside),
            "plugin_empties_outside",
            true,
        ),
        (
            failure(&database, DropsOutside),
            "plugin_drops_outside",
            false,
        ),
    ] {
        assert!(
            matches!(error, MigrateErrorKind::TrackersChanged { .. }),
            "{error}"
        );
        assert_eq!(applied(&mut admin, schema), ["001"]);
        assert_eq!(
            admin.has(&format!("{schema}.goods")),
            rolled_back,
            "{schema}"
        );
        let checksums = format!(
            "SELECT count(checksum) FROM {schema}.__schema_iso_migrations WHERE version = '001'"
        );
        assert_eq!(admin.text(&checksums), "1");
    }
}

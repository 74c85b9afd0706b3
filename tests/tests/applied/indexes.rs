//! Indexes that a migration leaves invalid, or takes for its own.

use schema_iso_tests::host::MigrateErrorKind;
use schema_iso_tests::{Admin, TestDatabase, chain, migration, plugin};

use super::{applied, failure, indexes, outside};

plugin!(
    Shop,
    "shop",
    with_migrations(&[
        migration(
            "001_a",
            "CREATE TABLE goods (id int, sku int); INSERT INTO goods VALUES (1, 7), (2, 7)",
            "DROP TABLE goods"
        ),
        outside(
            "002_sku",
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS goods_sku ON goods (sku)",
            "DROP INDEX goods_sku"
        ),
    ])
);

#[test]
fn a_concurrent_index_that_failed_is_not_applied_and_is_built_again() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    for _ in 0..3 {
        let error = failure(&database, Shop);
        assert!(chain(&error).contains("sku"), "{}", chain(&error));
        assert!(
            matches!(error, MigrateErrorKind::Migration { .. }),
            "{error}"
        );
        assert_eq!(applied(&mut admin, "plugin_shop"), ["001"]);
        assert_eq!(indexes(&mut admin, "plugin_shop"), ["goods_sku false"]);
    }
    admin.run("DELETE FROM plugin_shop.goods WHERE id = 2");
    let host = database.host(|builder| builder.register(Shop)).unwrap();
    assert_eq!(host.report().plugins[0].applied.len(), 1);
    assert_eq!(indexes(&mut admin, "plugin_shop"), ["goods_sku true"]);
}

plugin!(
    Unnamed,
    "unnamed",
    with_migrations(&[
        migration(
            "001_a",
            "CREATE TABLE goods (id int, sku int); INSERT INTO goods VALUES (1, 7), (2, 7)",
            "DROP TABLE goods"
        ),
        outside(
            "002_sku",
            "CREATE UNIQUE INDEX CONCURRENTLY ON goods (sku)",
            ""
        ),
    ])
);

#[test]
fn an_invalid_index_whose_name_nobody_knows_is_an_error_with_the_statements_to_run() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    failure(&database, Unnamed);
    admin.run("DELETE FROM plugin_unnamed.goods WHERE id = 2");
    let error = failure(&database, Unnamed);
    let MigrateErrorKind::InvalidIndexes { indexes: found, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(found[0].name, "goods_sku_idx");
    assert_eq!(
        found[0].create,
        "CREATE UNIQUE INDEX CONCURRENTLY goods_sku_idx ON plugin_unnamed.goods USING btree (sku)"
    );
    assert!(error.to_string().contains(&found[0].drop), "{error}");
    admin.run(&found[0].drop);
    database.host(|builder| builder.register(Unnamed)).unwrap();
    assert_eq!(
        indexes(&mut admin, "plugin_unnamed"),
        ["goods_sku_idx true"]
    );
}

plugin!(
    Before,
    "meets",
    with_migrations(&[migration(
        "001_a",
        "CREATE TABLE goods (id int, sku int); INSERT INTO goods VALUES (1, 7), (2, 7)",
        "DROP TABLE goods"
    )])
);
plugin!(
    Meets,
    "meets",
    with_migrations(&[
        migration(
            "001_a",
            "CREATE TABLE goods (id int, sku int); INSERT INTO goods VALUES (1, 7), (2, 7)",
            "DROP TABLE goods"
        ),
        migration(
            "002_sku",
            "DO $$ BEGIN DELETE FROM goods WHERE id = 2; \
               CREATE UNIQUE INDEX IF NOT EXISTS goods_sku ON goods (sku); END $$",
            "DROP INDEX goods_sku"
        ),
    ])
);

#[test]
fn an_index_that_is_taken_for_the_migrations_own_must_be_valid() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    database.host(|builder| builder.register(Before)).unwrap();
    admin
        .try_run("CREATE UNIQUE INDEX CONCURRENTLY goods_sku ON plugin_meets.goods (sku)")
        .unwrap_err();
    let error = failure(&database, Meets);
    let MigrateErrorKind::InvalidIndexes { indexes: found, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(applied(&mut admin, "plugin_meets"), ["001"]);
    assert_eq!(admin.text("SELECT count(*) FROM plugin_meets.goods"), "2");
    admin.run(&found[0].drop);
    database.host(|builder| builder.register(Meets)).unwrap();
    assert_eq!(indexes(&mut admin, "plugin_meets"), ["goods_sku true"]);
}

plugin!(
    Partitioned,
    "partitioned",
    with_migrations(&[migration(
        "001_a",
        "CREATE TABLE logs (id int) PARTITION BY RANGE (id); \
         CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM (0) TO (10); \
         CREATE INDEX IF NOT EXISTS logs_id ON ONLY logs (id)",
        "DROP TABLE logs"
    )])
);

#[test]
fn the_index_of_a_partitioned_table_may_wait_for_its_partitions() {
    let database = TestDatabase::create().unwrap();
    database
        .host(|builder| builder.register(Partitioned))
        .unwrap();
    let mut admin = Admin::of(&database);
    assert_eq!(indexes(&mut admin, "plugin_partitioned"), ["logs_id false"]);
}

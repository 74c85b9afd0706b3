//! Migrations outside of a transaction that were interrupted.

use std::thread;

use schema_iso_tests::host::MigrateErrorKind;
use schema_iso_tests::{Admin, TestDatabase, migration, plugin, wait_until};

use super::{applied, begun, failure, indexes, outside};

const CREATE: &str = "CREATE UNIQUE INDEX CONCURRENTLY goods_sku ON goods (sku)";
const DROP: &str = "DROP INDEX CONCURRENTLY goods_id";
const TABLE: &str = "CREATE TABLE goods (id int, sku int); CREATE INDEX goods_id ON goods (id)";

plugin!(
    Before,
    "shop",
    with_migrations(&[migration("001_a", TABLE, "")])
);
plugin!(
    Creates,
    "shop",
    with_migrations(&[
        migration("001_a", TABLE, ""),
        outside("002_b", CREATE, DROP)
    ])
);
plugin!(
    Drops,
    "shop",
    with_migrations(&[migration("001_a", TABLE, ""), outside("002_b", DROP, "")])
);

#[test]
fn what_was_done_before_the_note_was_written_is_noted() {
    for (text, statement, left) in [
        (
            CREATE,
            "CREATE UNIQUE INDEX goods_sku ON plugin_shop.goods (sku)",
            vec!["goods_id true", "goods_sku true"],
        ),
        (DROP, "DROP INDEX plugin_shop.goods_id", vec![]),
    ] {
        let database = TestDatabase::create().unwrap();
        let mut admin = Admin::of(&database);
        database.host(|builder| builder.register(Before)).unwrap();
        admin.run(statement);
        let boot = || {
            if text == CREATE {
                database.host(|builder| builder.register(Creates))
            } else {
                database.host(|builder| builder.register(Drops))
            }
        };
        // Nobody has begun it: somebody else's index, or lack of one, is not the migration's.
        boot().unwrap_err();
        begun(&mut admin, "plugin_shop", "002", text);
        boot().unwrap();
        assert_eq!(applied(&mut admin, "plugin_shop"), ["001", "002"]);
        assert_eq!(indexes(&mut admin, "plugin_shop"), left);
        let verified = boot().unwrap().report().plugins[0].verified;
        assert_eq!(verified, 2);
    }
}

plugin!(
    Reindexes,
    "shop",
    with_migrations(&[
        migration("001_a", TABLE, ""),
        outside("002_b", "REINDEX TABLE CONCURRENTLY goods", "")
    ])
);

#[test]
fn copies_that_an_interrupted_reindex_has_left_are_dropped() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    database.host(|builder| builder.register(Before)).unwrap();
    admin.run("INSERT INTO plugin_shop.goods VALUES (1, 1), (1, 1)");
    admin
        .try_run("CREATE UNIQUE INDEX CONCURRENTLY goods_id_ccnew1 ON plugin_shop.goods (id)")
        .unwrap_err();
    database
        .host(|builder| builder.register(Reindexes))
        .unwrap();
    assert_eq!(indexes(&mut admin, "plugin_shop"), ["goods_id true"]);
}

const PARTITIONED: &str = "CREATE TABLE logs (id int) PARTITION BY RANGE (id); \
                           CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM (0) TO (10)";
plugin!(
    Attached,
    "detaches",
    with_migrations(&[migration("001_a", PARTITIONED, "")])
);
plugin!(
    Detaches,
    "detaches",
    with_migrations(&[
        migration("001_a", PARTITIONED, ""),
        outside(
            "002_b",
            "ALTER TABLE logs DETACH PARTITION logs_1 CONCURRENTLY",
            ""
        ),
    ])
);

#[test]
fn a_partition_that_is_half_detached_is_detached() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    if !admin.holds("current_setting('server_version_num')::int >= 140000") {
        return;
    }
    let mut reader = Admin::of(&database);
    let waiting = "EXISTS (SELECT FROM pg_stat_activity WHERE query LIKE '%DETACH%CONCURRENTLY' \
                   AND wait_event_type = 'Lock' AND pid <> pg_backend_pid())";
    database.host(|builder| builder.register(Attached)).unwrap();
    thread::scope(|scope| {
        // The reader has seen the partition, so that detaching it waits half-way.
        reader.run("BEGIN; SELECT * FROM plugin_detaches.logs");
        let boot = scope.spawn(|| failure(&database, Detaches));
        wait_until("the partition is half detached", || admin.holds(waiting));
        admin.run(
            "SELECT pg_cancel_backend(pid) FROM pg_stat_activity \
             WHERE query LIKE '%DETACH%CONCURRENTLY' AND pid <> pg_backend_pid()",
        );
        let error = boot.join().unwrap();
        assert!(
            matches!(error, MigrateErrorKind::Migration { .. }),
            "{error}"
        );
        reader.run("COMMIT");
    });
    assert!(admin.holds("(SELECT inhdetachpending FROM pg_inherits WHERE inhparent = 'plugin_detaches.logs'::regclass)"));
    database.host(|builder| builder.register(Detaches)).unwrap();
    assert!(admin.holds(
        "NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = 'plugin_detaches.logs'::regclass)"
    ));
    assert_eq!(applied(&mut admin, "plugin_detaches"), ["001", "002"]);
}

const IN_PARTS: &str = "DO $$ BEGIN INSERT INTO goods VALUES (1); COMMIT; \
                        IF NOT EXISTS (SELECT FROM goods WHERE id = 2) THEN RAISE 'half'; END IF; END $$";
plugin!(
    InParts,
    "in-parts",
    with_migrations(&[
        migration("001_a", "CREATE TABLE goods (id int)", ""),
        outside("002_b", IN_PARTS, ""),
    ])
);

#[test]
fn what_may_be_there_in_part_is_left_to_the_operator() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    failure(&database, InParts);
    let goods = "SELECT count(*) FROM plugin_in_parts.goods WHERE id = 1";
    assert_eq!(admin.text(goods), "1");
    let error = failure(&database, InParts);
    let MigrateErrorKind::Interrupted { again, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(admin.text(goods), "1", "it ran again");
    admin.run(again);
    failure(&database, InParts);
    assert_eq!(admin.text(goods), "2");
    let MigrateErrorKind::Interrupted { applied: note, .. } = failure(&database, InParts) else {
        panic!();
    };
    admin.run(&note);
    let host = database.host(|builder| builder.register(InParts)).unwrap();
    assert_eq!(host.report().plugins[0].verified, 2);
}

plugin!(
    Plain,
    "plain",
    with_migrations(&[
        migration("001_a", "CREATE TABLE goods (id int)", ""),
        outside(
            "002_b",
            "INSERT INTO goods VALUES (1); INSERT INTO goods VALUES ('x')",
            ""
        ),
    ])
);

#[test]
fn what_can_run_in_a_transaction_is_noted_in_it() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    for _ in 0..2 {
        let error = failure(&database, Plain);
        assert!(
            matches!(error, MigrateErrorKind::Migration { .. }),
            "{error}"
        );
        assert_eq!(admin.text("SELECT count(*) FROM plugin_plain.goods"), "0");
    }
}

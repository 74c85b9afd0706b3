//! Who stays outside, and who is in the way.

use std::time::Duration;

use schema_iso_tests::host::AdoptError;
use schema_iso_tests::{Admin, wait_until};

use super::{boot, builder, database, refusal, report, shop};

#[test]
fn those_who_stay_outside_are_reported_with_what_they_need() {
    let (database, mut admin) = database(
        "CREATE TABLE items (id int PRIMARY KEY, name text); INSERT INTO items VALUES (1, 'a'); \
         CREATE TABLE lines (item int REFERENCES items); \
         CREATE VIEW names AS SELECT name FROM items; \
         CREATE FUNCTION count_items() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM items'; \
         CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; \
         CREATE EVENT TRIGGER note ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION note(); \
         CREATE PUBLICATION feed FOR TABLE items",
    );
    let reader = format!("reader_{}", database.name());
    admin.run(&format!(
        "CREATE ROLE {reader}; GRANT SELECT ON items TO {reader}"
    ));
    let report = report(&boot(&database, shop(["items", "note"])).unwrap());
    assert_eq!(
        report.affected,
        [
            "event trigger note uses function plugin_shop.note()",
            "publication relation plugin_shop.items in publication feed uses table plugin_shop.items",
            "table constraint lines_item_fkey on public.lines uses table plugin_shop.items",
            "view public.names uses table plugin_shop.items",
            "the body of public.count_items() names items, which is in plugin_shop now",
        ]
    );
    let [grant] = &report.missing_grants[..] else {
        panic!("{:?}", report.missing_grants);
    };
    assert_eq!(
        *grant,
        format!("GRANT USAGE ON SCHEMA plugin_shop TO {reader}")
    );
    let read = format!("SET ROLE {reader}; SELECT * FROM plugin_shop.items; RESET ROLE");
    assert!(admin.try_run(&read).is_err());
    admin.run(&format!("RESET ROLE; {grant}; {read}"));
    assert_eq!(admin.text("SELECT name FROM names"), "a");
}

#[test]
fn a_view_in_the_place_of_a_table_is_left_alone() {
    let (database, mut admin) = database("CREATE TABLE items (id serial, name text DEFAULT 'new')");
    boot(&database, shop(["items"])).unwrap();
    admin.run("CREATE VIEW items AS SELECT * FROM plugin_shop.items; INSERT INTO items (id) VALUES (DEFAULT)");
    let again = boot(&database, shop(["items"])).unwrap();
    assert!(report(&again).adopted.is_empty());
    assert_eq!(admin.text("SELECT name FROM public.items"), "new");
    admin.run("DROP VIEW items; CREATE VIEW items AS SELECT 1 AS id");
    let error = refusal(&database, shop(["items"]));
    assert!(matches!(error, AdoptError::BothThere { .. }), "{error}");
}

#[test]
fn a_lock_that_is_not_free_is_waited_for_without_anybody_behind_it() {
    let (database, mut admin) =
        database("CREATE TABLE items (id int); CREATE TABLE lines (id int)");
    admin.run("BEGIN; LOCK TABLE lines IN ACCESS SHARE MODE");
    let mut watcher = Admin::of(&database);
    let waits = "EXISTS (SELECT FROM pg_locks WHERE relation = 'lines'::regclass AND NOT granted)";
    let host = std::thread::scope(|scope| {
        let boot = scope.spawn(|| {
            let builder = builder(&database).adopt_from_public(shop(["items", "lines"]));
            builder.lock_timeout(Duration::from_millis(100)).migrate()
        });
        wait_until("the boot waits", || watcher.holds(waits));
        wait_until("it has given up", || !watcher.holds(waits));
        watcher.run("INSERT INTO items VALUES (1)");
        admin.run("COMMIT");
        boot.join().unwrap().unwrap()
    });
    assert_eq!(report(&host).adopted, ["table items", "table lines"]);
}

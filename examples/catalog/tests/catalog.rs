//! The plugin on a real PostgreSQL, a database for each test.

extern crate schema_iso_diesel as diesel;

use std::error::Error;

use auth::schema::Role;
use auth::{Auth, SignedIn, sessions, users};
use catalog::schema::{self, ProductChanges, Status, makers};
use catalog::{Catalog, EditError, categories, products};
use diesel::dsl;
use diesel::prelude::*;
use schema_iso_diesel::Plugin as _;
use schema_iso_host::testing::TestDatabase;
use schema_iso_host::{Host, Isolation, MigrationState, Policy};
use serde_json::json;

type Outcome = Result<(), Box<dyn Error>>;

fn host(database: &TestDatabase) -> Result<Host, Box<dyn Error>> {
    Ok(database.host(|builder| {
        builder
            .check_drift(Policy::Refuse)
            .register(Catalog)
            .register(Auth)
    })?)
}

fn editor(host: &Host) -> Result<SignedIn, Box<dyn Error>> {
    editor_called(host, "Ada")
}

fn editor_called(host: &Host, name: &str) -> Result<SignedIn, Box<dyn Error>> {
    let conn: &mut SafeConnection<Auth> = &mut host.connect()?;
    let mail = format!("{name}@example.com");
    users::register(conn, &mail, name, Role::Editor, "hash")?;
    let token = sessions::sign_in(conn, &mail, "hash")?.ok_or("no session")?;
    Ok(sessions::resume(conn, &token)?.ok_or("no session")?)
}

#[test]
fn a_product_is_a_draft_until_it_is_launched() -> Outcome {
    let database = TestDatabase::create()?;
    let host = host(&database)?;
    let editor = editor(&host)?;
    let conn = &mut host.connect()?;
    let tools = categories::put(conn, "tools", "Tools", None)?;

    let made = products::create(conn, &editor, &tools, ("HAM-1", "Hammer", 1500), json!({}))?;
    assert_eq!(made.status, Status::Draft);
    assert_eq!(products::page(conn, 0, 10)?.total, 0);

    products::launch(conn, &editor, &[made])?;
    assert_eq!(products::page(conn, 0, 10)?.total, 1);
    Ok(())
}

#[test]
fn who_edits_an_old_version_is_told_and_changes_nothing() -> Outcome {
    let database = TestDatabase::create()?;
    let host = host(&database)?;
    let editor = editor(&host)?;
    let conn = &mut host.connect()?;
    let tools = categories::put(conn, "tools", "Tools", None)?;
    let read = products::create(conn, &editor, &tools, ("HAM-1", "Hammer", 1500), json!({}))?;
    let price = |cents| ProductChanges {
        price_cents: Some(cents),
        ..ProductChanges::default()
    };

    products::edit(conn, &editor, &read, &price(1400))?;
    let late = products::edit(conn, &editor, &read, &price(1300));
    assert!(matches!(late, Err(EditError::Outdated { version: 1, .. })));
    let (now, _) = products::find(conn, "HAM-1")?.ok_or("the product is gone")?;
    assert_eq!((now.price_cents, now.version), (1400, 2));
    Ok(())
}

#[test]
fn migrations_go_back_and_forth_and_an_upgrade_finds_the_enum_made_before() -> Outcome {
    let database = TestDatabase::create()?;
    let first = host(&database)?;
    let back = first.revert::<Catalog>(2)?;
    assert_eq!(
        back,
        [
            "2026-03-02-160000_create_reviews",
            "2026-02-10-110000_give_products_a_status"
        ],
    );

    // The boot of an upgrade: the type is there, the column that has it is not.
    let second = host(&database)?;
    let report = second.report().plugin(Catalog::METADATA.id());
    assert_eq!(report.map(|report| report.applied.len()), Some(2));
    let status = second.status::<Catalog>()?;
    assert!(status.iter().all(|it| it.state == MigrationState::Applied));
    Ok(())
}

#[test]
fn products_are_joined_with_what_another_plugin_exports() -> Outcome {
    for isolation in [
        Isolation::Qualified,
        Isolation::SearchPath,
        Isolation::Roles,
    ] {
        let database = TestDatabase::create()?;
        let host = database.host(|builder| {
            let builder = builder.isolation(isolation).check_drift(Policy::Refuse);
            builder.register(Catalog).register(Auth)
        })?;
        let (ada, bob) = (editor_called(&host, "Ada")?, editor_called(&host, "Bob")?);
        let conn = &mut host.connect()?;
        let tools = categories::put(conn, "tools", "Tools", None)?;
        for (who, sku, name) in [
            (&ada, "HAM", "Hammer"),
            (&bob, "SAW", "Saw"),
            (&ada, "AWL", "Awl"),
        ] {
            products::create(conn, who, &tools, (sku, name, 1), json!({}))?;
        }
        let made = products::made_by(conn, "a")?;
        let made: Vec<(&str, &str)> = made
            .iter()
            .map(|(product, maker)| (&*product.name, &*maker.display_name))
            .collect();
        assert_eq!(made, [("Awl", "Ada"), ("Hammer", "Ada")], "{isolation:?}");

        // A subselect, an alias, a set operation, and rows of one's own made of it.
        let of_somebody = schema::products::table.filter(dsl::exists(
            makers::table.filter(makers::id.eq(schema::products::created_by)),
        ));
        assert_eq!(of_somebody.count().get_result::<i64>(conn)?, 3);
        let others = diesel::alias!(makers as others);
        let pairs: i64 = makers::table
            .inner_join(others.on(others.field(makers::id).ne(makers::id)))
            .count()
            .get_result(conn)?;
        assert_eq!(pairs, 2);
        let names: Vec<String> = makers::table
            .select(makers::display_name)
            .union(schema::products::table.select(schema::products::name))
            .load(conn)?;
        assert_eq!(names.len(), 5);
        let made = diesel::insert_into(schema::categories::table)
            .values(makers::table.select((makers::display_name, makers::display_name)))
            .into_columns((schema::categories::slug, schema::categories::title))
            .execute(conn)?;
        assert_eq!(made, 2);
    }
    Ok(())
}

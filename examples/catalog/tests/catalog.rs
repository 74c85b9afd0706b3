//! The plugin on a real PostgreSQL, a database for each test.

use std::error::Error;

use auth::schema::Role;
use auth::{Auth, SignedIn, sessions, users};
use catalog::schema::{ProductChanges, Status};
use catalog::{Catalog, EditError, categories, products};
use schema_iso_diesel::{Plugin as _, SafeConnection};
use schema_iso_host::testing::TestDatabase;
use schema_iso_host::{Host, MigrationState, Policy};
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
    let conn: &mut SafeConnection<Auth> = &mut host.connect()?;
    users::register(conn, "ada@example.com", "Ada", Role::Editor, "hash")?;
    let token = sessions::sign_in(conn, "ada@example.com", "hash")?.ok_or("no session")?;
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

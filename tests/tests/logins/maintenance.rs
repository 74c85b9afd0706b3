//! Maintenance of plugins that have logins.

use schema_iso_tests::host::Uninstall;

use super::{Database, plugins, run, text};
use schema_iso_tests::host::Isolation;

plugins!(Gone = "keep-gone", Back = "keep-back");

#[test]
fn what_is_reverted_and_applied_again_is_granted_and_what_is_uninstalled_leaves_no_role() {
    let database = Database::create();
    let boot = || database.builder().register(Gone).migrate().unwrap();
    let host = boot().init().unwrap();
    assert_eq!(host.redo::<Gone>(1).unwrap().len(), 1);
    run(&mut host.connect::<Gone>().unwrap(), "TABLE secrets").unwrap();
    host.uninstall::<Gone>(Uninstall::DropSchemaAndRole)
        .unwrap();
    let mut admin = database.admin();
    assert!(!admin.holds("EXISTS (SELECT FROM pg_roles WHERE rolname ~ '_keep_gone$')"));
    assert!(!admin.holds("EXISTS (SELECT FROM pg_namespace WHERE nspname ~ 'keep_gone')"));
    // It can come back.
    run(
        &mut boot().init().unwrap().connect::<Gone>().unwrap(),
        "TABLE secrets",
    )
    .unwrap();
}

#[test]
fn what_was_made_without_logins_is_reverted_and_applied_again_as_the_owner_role() {
    let database = Database::create();
    let builder = database.builder().isolation(Isolation::SearchPath);
    builder.register(Back).migrate().unwrap();
    // No boot with logins comes first.
    let checked = database.builder().register(Back).check().unwrap();
    assert_eq!(checked.redo::<Back>(1).unwrap().len(), 1);
    let host = checked.migrate().unwrap().init().unwrap();
    assert!(host.report().plugins[0].applied.is_empty());
    let owner = "(SELECT relowner::regrole FROM pg_class WHERE oid = 'secrets'::regclass)";
    let mut connection = host.connect::<Back>().unwrap();
    assert_eq!(text(&mut connection, owner), "owner_keep_back");
}

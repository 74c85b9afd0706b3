//! Maintenance of plugins that have logins.

use schema_iso_tests::host::Uninstall;

use super::{Database, plugins, run};

plugins!(Gone = "keep-gone");

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

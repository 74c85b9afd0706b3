//! Whose a schema is: of which crate and of which program, and what nobody claims.

use schema_iso_tests::host::{BootError, HostBuilder, MaintenanceError, OwnerError, Uninstall};
use schema_iso_tests::{Admin, ManifestUnchecked, Plugin, PluginId, PluginMetadata, TestDatabase};

use super::{Auth, SHOP, STORE, Shop, Store, StoreAlone, everything, owner};

const AUTH: &[PluginId] = &[PluginId::literal("auth")];

struct InCrate<const CRATE: char>;

impl<const CRATE: char> ManifestUnchecked for InCrate<CRATE> {}

impl<const CRATE: char> Plugin for InCrate<CRATE> {
    const METADATA: PluginMetadata = match CRATE {
        'a' => PluginMetadata::new(PluginId::literal("auth"), "auth", "1.0.0"),
        // A plugin that says that it was `auth`, and one that says that it is.
        'n' => PluginMetadata::new(PluginId::literal("notes"), "notes", "1.0.0")
            .with_previous_ids(AUTH),
        _ => PluginMetadata::new(PluginId::literal("auth"), "other-auth", "1.0.0"),
    };
}

#[test]
fn a_schema_of_another_crate_is_not_taken_unless_the_host_says_so() {
    let database = TestDatabase::create().unwrap();
    database
        .host(|builder| builder.register(InCrate::<'a'>))
        .unwrap();
    let mut admin = Admin::of(&database);
    admin.run("CREATE TABLE plugin_auth.secrets ()");
    let before = everything(&mut admin);
    for error in [
        owner(database.builder().register(InCrate::<'n'>).migrate()),
        owner(database.builder().register(InCrate::<'o'>).migrate()),
    ] {
        let OwnerError::Crate { found, .. } = &error else {
            panic!("{error}");
        };
        assert_eq!(found, "auth");
        assert!(error.to_string().contains("previous_crate("), "{error}");
    }
    assert_eq!(everything(&mut admin), before);

    let again = database
        .host(|builder| {
            let builder = builder.previous_crate(PluginId::literal("auth"), "auth");
            builder.register(InCrate::<'o'>)
        })
        .unwrap();
    drop(again);
    // The release before it, whose crate has the name before, still starts.
    database
        .host(|builder| builder.register(InCrate::<'a'>))
        .unwrap();
    let host = database
        .host(|builder| {
            let builder = builder.previous_crate(PluginId::literal("notes"), "auth");
            builder.register(InCrate::<'n'>)
        })
        .unwrap();
    assert!(host.report().plugins[0].renamed.is_some());
    assert!(admin.has("plugin_notes.secrets"));
}

#[test]
fn two_programs_with_one_id_are_told_apart() {
    let database = TestDatabase::create().unwrap();
    let boot = |program: &str| {
        let builder = database.builder().program(program).register(Shop);
        builder.migrate()
    };
    boot("webshop").unwrap();
    let error = owner(boot("crm"));
    assert!(
        matches!(error, OwnerError::Program { ref found, .. } if found == "webshop"),
        "{error}"
    );
    boot("webshop").unwrap();
    // A program without a name takes any.
    database.host(|builder| builder.register(Shop)).unwrap();
    assert!(matches!(
        boot("a; moved to b").unwrap_err(),
        BootError::ProgramName { .. }
    ));
}

#[test]
fn a_schema_that_nobody_claims_is_reported_and_can_be_uninstalled() {
    let database = TestDatabase::create().unwrap();
    database
        .host(|builder| builder.register(Auth).register(Shop))
        .unwrap();
    let mut admin = Admin::of(&database);
    admin.run("CREATE SCHEMA plugin_foreign; CREATE TABLE plugin_foreign.a ()");
    // `store` without `previous_ids`.
    let host = database
        .host(|builder| builder.register(Auth).register(StoreAlone))
        .unwrap();
    let orphans = &host.report().orphans;
    assert_eq!(orphans.len(), 1, "{orphans:?}");
    assert_eq!(orphans[0].plugin, SHOP);
    assert_eq!(
        orphans[0].crate_name.as_deref(),
        Some(env!("CARGO_PKG_NAME"))
    );
    assert_eq!(&host.orphans().unwrap(), orphans);

    host.uninstall_of(SHOP, Uninstall::KeepData).unwrap();
    assert!(admin.has("plugin_shop.orders"));
    host.uninstall_of(SHOP, Uninstall::DropSchemaAndRole)
        .unwrap();
    assert!(admin.holds("to_regnamespace('plugin_shop') IS NULL"));
    assert!(host.orphans().unwrap().is_empty());
    for id in ["foreign", "shop"] {
        let id = PluginId::new(id).unwrap();
        let error = host.uninstall_of(id, Uninstall::DropSchemaAndRole);
        assert!(matches!(error, Err(MaintenanceError::NotRegistered { .. })));
    }
    assert!(admin.has("plugin_foreign.a"));
}

#[test]
fn a_mark_that_is_no_longer_listed_can_be_uninstalled() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Store)).unwrap();
    let host = database
        .host(|builder| builder.register(StoreAlone))
        .unwrap();
    let orphans = &host.report().orphans;
    assert_eq!(orphans.len(), 1, "{orphans:?}");
    assert_eq!(orphans[0].moved_to, Some(STORE));
    host.uninstall_of(SHOP, Uninstall::DropSchemaAndRole)
        .unwrap();
    assert!(Admin::of(&database).holds("to_regnamespace('plugin_shop') IS NULL"));
}

#[test]
fn the_schemas_of_another_program_are_no_orphans() {
    let database = TestDatabase::create().unwrap();
    let webshop = |builder: HostBuilder| builder.program("webshop").register(Shop);
    database.host(webshop).unwrap();
    for program in [Some("crm"), None] {
        let builder = database.builder().register(Auth);
        let builder = match program {
            Some(program) => builder.program(program),
            None => builder,
        };
        let host = builder.migrate().unwrap();
        assert!(host.orphans().unwrap().is_empty());
        host.uninstall::<Auth>(Uninstall::DropSchemaAndRole)
            .unwrap();
    }
    let host = database.builder().program("webshop").register(Auth);
    assert_eq!(host.migrate().unwrap().orphans().unwrap().len(), 1);
}

#[test]
fn a_schema_of_another_crate_is_not_uninstalled() {
    let database = TestDatabase::create().unwrap();
    database.host(|builder| builder.register(Store)).unwrap();
    let older = database.builder().register(InCrate::<'o'>).check().unwrap();
    let mut admin = Admin::of(&database);
    admin.run("CREATE SCHEMA plugin_auth; COMMENT ON SCHEMA plugin_auth IS 'schema-iso: plugin auth; crate auth'");
    older
        .uninstall_of(PluginId::literal("auth"), Uninstall::DropSchemaAndRole)
        .unwrap_err();
    assert!(admin.holds("to_regnamespace('plugin_auth') IS NOT NULL"));
}

//! Follows `docs/guide/adopting.md`, block by block, on an application with a history of 100
//! migrations in `public`.

mod adoption;
mod after;
mod application;
mod declared;
mod history;
mod page;

use std::fs;

use schema_iso_tests::host::{AdoptError, BootError, MigrateErrorKind, MigrationReport};
use schema_iso_tests::{Admin, TestDatabase, chain};

use self::adoption::adoption;
use self::application::Application;
use self::history::{PARTS, Part};

const SCHEMAS: [&str; 3] = ["plugin_accounts", "plugin_catalogue", "plugin_orders"];

/// All rows of all tables of a schema, by table, as texts.
fn rows(admin: &mut Admin, schemas: &[&str]) -> Vec<String> {
    let mut rows = Vec::new();
    for part in &PARTS {
        for table in part.tables {
            let schema = schemas
                .iter()
                .find(|schema| admin.has(&format!("{schema}.{table}")));
            let schema = schema.unwrap();
            let all = format!(
                "SELECT '{table} ' || to_jsonb(t)::text FROM {schema}.{table} t ORDER BY 1"
            );
            let found = admin.texts(&all);
            assert!(!found.is_empty(), "{table} has rows");
            rows.extend(found);
        }
    }
    rows
}

fn applied(report: &MigrationReport) -> Vec<usize> {
    report
        .plugins
        .iter()
        .map(|plugin| plugin.applied.len())
        .collect()
}

#[test]
fn the_page_quotes_the_host_that_is_compiled_here() {
    let source = include_str!("adoption.rs");
    let (_, code) = source.split_once("\n\n").unwrap();
    assert_eq!(
        page::block("Write the host", "rust").trim(),
        code.replace("pub(crate) ", "").trim()
    );
}

#[test]
fn without_preparation_all_that_is_in_the_way_is_named_at_once() {
    let application = Application::new();
    for part in &PARTS {
        fs::create_dir_all(application.migrations_of(part.id)).unwrap();
    }
    // The functions of the preparation are not there yet, and the schema for extensions is empty.
    application.admin().run(
        "CREATE SCHEMA extensions; \
         CREATE FUNCTION product_set_updated_at() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; \
         CREATE FUNCTION order_set_updated_at() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    );
    let builder = application.builder(&application.database);
    let error = builder.adopt_from_public(adoption()).migrate().unwrap_err();
    let BootError::Migrate { source } = error else {
        panic!("{}", chain(&error));
    };
    let mut findings = Vec::new();
    for failure in source {
        let MigrateErrorKind::Adopt { source } = failure.kind else {
            panic!("{}", chain(&failure.kind));
        };
        match source {
            AdoptError::Entangled { findings: found } => findings.extend(found),
            other => panic!("{other}"),
        }
    }
    let extension =
        |finding: &String| finding.contains("ALTER EXTENSION citext SET SCHEMA extensions");
    let (of_extension, findings): (Vec<_>, Vec<_>) = findings.into_iter().partition(extension);
    let root = |part: &Part| format!("table {} needs the extension citext", part.tables[0]);
    let told = |part| {
        of_extension
            .iter()
            .any(|finding| finding.contains(&root(part)))
    };
    assert!(PARTS.iter().all(told), "{of_extension:#?}");
    assert_eq!(
        findings,
        [
            "trigger set_updated_at on plugin_catalogue.suppliers needs function plugin_accounts.diesel_set_updated_at(), \
             which is of another plugin",
            "the body of plugin_catalogue.product_note() names `public`",
            "table constraint orders_ref_fkey on plugin_orders.orders needs table plugin_accounts.users, \
             which is of another plugin",
            "trigger set_updated_at on plugin_orders.carts needs function plugin_accounts.diesel_set_updated_at(), \
             which is of another plugin",
        ]
    );
    assert!(application.admin().has("public.users"));
}

#[test]
fn an_application_becomes_plugins_and_nobody_loses_anything() {
    let application = Application::new().prepared();
    application.write_baselines();
    let mut admin = application.admin();
    let before = rows(&mut admin, &["public"]);

    let host = application.adopt(&application.database);
    let report = host.report();
    assert_eq!(
        applied(report),
        [0, 0, 0],
        "the old tracker says that all were"
    );
    assert_eq!(report.plugins[0].unverified.len(), 34);
    assert_eq!(rows(&mut admin, &SCHEMAS), before);
    let left = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace \
                AND relkind IN ('r', 'p', 'v', 'm', 'S') ORDER BY 1";
    assert_eq!(
        admin.texts(left),
        ["__diesel_schema_migrations", "sales_by_user"]
    );
    let affected: Vec<&String> = report.plugins.iter().flat_map(|it| &it.affected).collect();
    assert_eq!(
        affected,
        [
            "view public.sales_by_user uses table plugin_accounts.users",
            "view public.sales_by_user uses table plugin_orders.orders",
        ]
    );
    let grants: Vec<&str> = report
        .plugins
        .iter()
        .flat_map(|it| &it.missing_grants)
        .map(|it| &**it)
        .collect();
    assert_eq!(
        grants,
        SCHEMAS.map(|schema| format!("GRANT USAGE ON SCHEMA {schema} TO {}", application.reader()))
    );

    // What a program writes goes where it went before.
    for schema in SCHEMAS {
        admin.run(&format!("SET search_path TO {schema}, pg_temp"));
        let (queue, log, tick) = match schema {
            "plugin_accounts" => ("badges", "notices", "teams"),
            "plugin_catalogue" => ("shelves", "reviews", "suppliers"),
            _ => ("queues", "remarks", "carts"),
        };
        let logged = format!("SELECT count(*) FROM {schema}.{log}");
        let count: usize = admin.text(&logged).parse().unwrap();
        admin.run(&format!(
            "INSERT INTO {queue} DEFAULT VALUES; UPDATE {tick} SET title = 'new'"
        ));
        assert_eq!(admin.text(&logged), (count + 1).to_string());
        assert!(admin.holds(&format!(
            "(SELECT updated_at > '2025-01-01' FROM {schema}.{tick})"
        )));
    }
    let data = rows(&mut admin, &SCHEMAS);

    // The next boot, with the adoption and without, has nothing to do.
    let again = application.adopt(&application.database);
    assert!(
        again
            .report()
            .plugins
            .iter()
            .all(|it| it.adopted.is_empty() && it.applied.is_empty())
    );
    let plain = application
        .builder(&application.database)
        .migrate()
        .unwrap();
    assert_eq!(applied(plain.report()), [0, 0, 0]);
    assert!(
        plain
            .report()
            .plugins
            .iter()
            .all(|it| it.changed.is_empty())
    );
    assert_eq!(rows(&mut admin, &SCHEMAS), data);
}

#[test]
fn a_new_database_is_like_the_adopted_one() {
    let application = Application::new().prepared();
    application.write_baselines();
    application.adopt(&application.database);
    let fresh = TestDatabase::create().unwrap();
    Admin::of(&fresh).run("CREATE SCHEMA extensions; CREATE EXTENSION citext SCHEMA extensions");
    let host = match application.builder(&fresh).migrate() {
        Ok(host) => host,
        Err(error) => panic!("{}", chain(&error)),
    };
    assert_eq!(applied(host.report()), [34, 1, 1]);
    let (mut adopted, mut fresh) = (application.admin(), Admin::of(&fresh));
    for admin in [&mut adopted, &mut fresh] {
        admin.run("SET search_path TO pg_catalog");
    }
    for schema in SCHEMAS {
        assert_eq!(
            adopted.catalogue(schema),
            fresh.catalogue(schema),
            "{schema}"
        );
    }
}

#[test]
fn a_role_that_is_no_superuser_is_told_what_a_superuser_does() {
    let application = Application::of_plain_role().prepared();
    application.write_baselines();
    let mut admin = application.admin();
    let before = rows(&mut admin, &["public"]);
    let boot = || {
        let builder = application.builder(&application.database);
        let builder = builder.migration_url(application.url());
        builder.adopt_from_public(adoption()).migrate()
    };
    let BootError::Migrate { source } = boot().unwrap_err() else {
        panic!();
    };
    for failure in source {
        let MigrateErrorKind::Adopt {
            source: AdoptError::NotOwned { statements, .. },
        } = failure.kind
        else {
            panic!("{}", chain(&failure.kind));
        };
        assert_eq!(
            statements.len(),
            5,
            "the functions of one range: {statements:#?}"
        );
        for statement in statements {
            admin.run(&statement);
        }
    }
    for adopted in [true, false] {
        let host = boot().unwrap_or_else(|error| panic!("{}", chain(&error)));
        assert_eq!(applied(host.report()), [0, 0, 0]);
        assert!(
            host.report()
                .plugins
                .iter()
                .all(|it| it.adopted.is_empty() != adopted)
        );
    }
    assert_eq!(rows(&mut admin, &SCHEMAS), before);
}

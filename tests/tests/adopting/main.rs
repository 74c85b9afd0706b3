//! Follows `docs/guide/adopting.md`, block by block, on an application with a history of 100
//! migrations in `public`.

mod adoption;
mod application;
mod declared;
mod history;
mod page;

use std::fs;

use diesel_migrations::FileBasedMigrations;
use schema_iso_tests::host::{
    AdoptError, BootError, Isolation, MaintenanceError, MigrateErrorKind, MigrationReport, Policy,
    Uninstall,
};
use schema_iso_tests::{Admin, PluginId, TestDatabase, chain};

use self::adoption::adoption;
use self::application::Application;
use self::declared::{Orders, Sales};
use self::history::PARTS;

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
    // The functions of the preparation are not there yet.
    application.admin().run(
        "CREATE FUNCTION product_set_updated_at() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; \
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
    let host = match application.builder(&fresh).migrate() {
        Ok(host) => host,
        Err(error) => panic!("{}", chain(&error)),
    };
    assert_eq!(applied(host.report()), [34, 1, 1]);
    let (mut adopted, mut fresh) = (application.admin(), Admin::of(&fresh));
    for schema in SCHEMAS {
        assert_eq!(
            adopted.catalogue(schema),
            fresh.catalogue(schema),
            "{schema}"
        );
    }
}

#[test]
fn readers_and_the_old_program_find_what_they_look_for() {
    let application = Application::new().prepared();
    application.write_baselines();
    application.adopt(&application.database);
    let mut admin = application.admin();
    let reader = application.reader();
    let as_reader = |sql: &str| {
        let url = application.database.url();
        let at = if url.contains('?') { '&' } else { '?' };
        Admin::at(&format!("{url}{at}user={reader}")).try_run(sql)
    };
    // A view that stays goes on working without any grant.
    as_reader("SELECT * FROM sales_by_user").unwrap();
    assert!(as_reader("SELECT * FROM plugin_accounts.users").is_err());

    admin.run(&application.block("Roles that read", "sql"));
    as_reader("SELECT * FROM users JOIN orders ON orders.ref = users.id, products, order_totals")
        .unwrap();
    assert!(as_reader("SELECT * FROM plugin_accounts.__diesel_schema_migrations").is_err());
    admin.run("CREATE TABLE plugin_accounts.later (id int)");
    as_reader("SELECT * FROM later").unwrap();
    admin.run("DROP TABLE plugin_accounts.later");

    admin.run(&application.block("Views in the old place", "sql"));
    as_reader("SELECT * FROM public.users, public.\"order Archive\", public.product_counts")
        .unwrap_err();
    as_reader("SELECT * FROM public.users, public.shipments, public.product_counts").unwrap();
    // The old program reads and writes, and has nothing to migrate.
    assert_eq!(application.migrate(), 0);
    admin.run(
        "SET search_path TO public; INSERT INTO users (name) VALUES ('old'); \
         INSERT INTO users (name, email) VALUES ('old', '1@example.com') ON CONFLICT (email) DO NOTHING; \
         UPDATE carts SET title = 'from the old one'; DELETE FROM slots",
    );
    assert_eq!(
        admin.text("SELECT count(*) FROM plugin_accounts.users WHERE name = 'old'"),
        "1"
    );
    // And the new one does not mind.
    let host = application.adopt(&application.database).init().unwrap();
    let Err(MaintenanceError::Migrate { .. }) =
        host.uninstall::<Orders>(Uninstall::DropSchemaAndRole)
    else {
        panic!("the views in `public` are still there");
    };
    admin.run(&application.block("Remove what is no longer used", "sql"));
    admin.run("DROP VIEW sales_by_user");
    host.uninstall::<Orders>(Uninstall::DropSchemaAndRole)
        .unwrap();
    assert!(!admin.has("plugin_orders.orders"));
    assert!(admin.has("plugin_accounts.users"));
}

#[test]
fn there_is_a_way_back_before_the_first_deploy() {
    let application = Application::new().prepared();
    application.write_baselines();
    let mut admin = application.admin();
    let (data, catalogue) = (rows(&mut admin, &["public"]), admin.catalogue("public"));
    application.adopt(&application.database);
    admin.run(&application.block("Views in the old place", "sql"));
    admin.run(&application.block("Go back", "sql"));
    assert_eq!(rows(&mut admin, &["public"]), data);
    assert_eq!(admin.catalogue("public"), catalogue);
    assert!(!admin.holds("EXISTS (SELECT FROM pg_namespace WHERE nspname ~ '^plugin_')"));
    assert_eq!(application.migrate(), 0);
    admin.run(
        "RESET search_path; INSERT INTO queues DEFAULT VALUES; UPDATE carts SET title = 'back'",
    );
    // And forward again.
    application.adopt(&application.database);
}

#[test]
fn an_adopted_plugin_can_be_renamed() {
    let application = Application::new().prepared();
    application.write_baselines();
    application.adopt(&application.database);
    let mut admin = application.admin();
    let data = rows(&mut admin, &SCHEMAS);
    let source = FileBasedMigrations::from_path(application.migrations_of("orders")).unwrap();
    let builder = application.database.builder().register(Sales);
    let builder = builder.register_source(PluginId::literal("sales"), source);
    let host = match builder.check_drift(Policy::Refuse).migrate() {
        Ok(host) => host,
        Err(error) => panic!("{}", chain(&error)),
    };
    assert!(host.report().plugins[0].renamed.is_some());
    assert_eq!(
        rows(
            &mut admin,
            &["plugin_accounts", "plugin_catalogue", "plugin_sales"]
        ),
        data
    );
    admin.run("SET search_path TO pg_catalog; INSERT INTO plugin_sales.queues DEFAULT VALUES");
}

#[test]
fn with_roles_too_readers_keep_what_they_had() {
    let application = Application::new().prepared();
    application.write_baselines();
    let builder = application.builder(&application.database);
    let builder = builder
        .isolation(Isolation::Roles)
        .adopt_from_public(adoption());
    if let Err(error) = builder.migrate() {
        panic!("{}", chain(&error));
    }
    let (mut admin, reader) = (application.admin(), application.reader());
    let owner = "SELECT DISTINCT tableowner FROM pg_tables \
                 WHERE schemaname = 'plugin_orders' AND tablename !~ '^__'";
    assert_eq!(admin.texts(owner), ["owner_orders"]);
    admin.run(&application.block("Roles that read", "sql"));
    admin.run(&format!(
        "ALTER DEFAULT PRIVILEGES FOR ROLE owner_accounts IN SCHEMA plugin_accounts \
             GRANT SELECT ON TABLES TO {reader}; \
         SET ROLE owner_accounts; CREATE TABLE plugin_accounts.later (id int); SET ROLE {reader}; \
         SELECT * FROM plugin_accounts.users, plugin_accounts.later, sales_by_user; RESET ROLE",
    ));
    assert!(
        admin
            .try_run(&format!(
                "SET ROLE {reader}; DELETE FROM plugin_accounts.users"
            ))
            .is_err()
    );
    // And with roles, too, there is a way back.
    let data = rows(&mut admin, &SCHEMAS);
    admin.run(
        "RESET ROLE; DROP TABLE plugin_accounts.later; \
         REASSIGN OWNED BY owner_accounts, owner_catalogue, owner_orders TO CURRENT_USER",
    );
    admin.run(&application.block("Go back", "sql"));
    assert_eq!(rows(&mut admin, &["public"]), data);
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

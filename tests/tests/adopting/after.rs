//! What goes on after the adoption: other users of the database, the way back, a rename.

use diesel_migrations::FileBasedMigrations;
use schema_iso_tests::host::{Isolation, MaintenanceError, Policy, Uninstall};
use schema_iso_tests::{Admin, PluginId, chain};

use super::adoption::adoption;
use super::application::Application;
use super::declared::{Orders, Sales};
use super::{SCHEMAS, rows};

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
    // The paths of functions are the same for all now, and what a restore of a dump calls keeps its own.
    let without_paths = |catalogue: Vec<String>| -> Vec<String> {
        let lines = catalogue.into_iter();
        lines
            .map(|line| {
                line.replace(", 'extensions'", "")
                    .replace("\n SET search_path TO '$user', 'public'", "")
            })
            .collect()
    };
    let now = admin.catalogue("public");
    assert_eq!(without_paths(now), without_paths(catalogue));
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

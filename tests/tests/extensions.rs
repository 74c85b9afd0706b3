//! Extensions: the host installs what it declares, and a missing one is explained (ISO-06).

use schema_iso_tests::host::{BootError, HostBuilder, Isolation};
use schema_iso_tests::{Admin, TestDatabase, chain, migration, plugin};

plugin!(
    Ciphers,
    "extension-ciphers",
    with_migrations(&[migration(
        "001_ciphers",
        "CREATE EXTENSION IF NOT EXISTS pgcrypto; \
         CREATE TABLE ciphers (id int, hash text DEFAULT crypt('x', gen_salt('bf')))",
        "DROP TABLE ciphers"
    )])
);
plugin!(
    Goods,
    "extension-goods",
    with_migrations(&[migration(
        "001_goods",
        "CREATE TABLE goods (id uuid PRIMARY KEY DEFAULT public.uuid_generate_v4())",
        "DROP TABLE goods"
    )])
);

const WHERE: &str = "(SELECT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace \
                      WHERE extname = 'pgcrypto')";

fn boot(
    database: &TestDatabase,
    change: impl FnOnce(HostBuilder) -> HostBuilder,
) -> Result<(), BootError> {
    database.host(change).map(drop)
}

#[test]
fn what_the_host_declares_is_installed_before_the_first_migration() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    for isolation in [Isolation::SearchPath, Isolation::Roles] {
        boot(&database, |builder| {
            let builder = builder.isolation(isolation);
            builder
                .extension("pgcrypto", "extensions")
                .register(Ciphers)
        })
        .unwrap();
        assert_eq!(admin.text(&format!("SELECT {WHERE}::text")), "extensions");
    }
    admin.run("INSERT INTO plugin_extension_ciphers.ciphers (id) VALUES (1)");
    assert!(admin.holds("(SELECT hash LIKE '$2a$%' FROM plugin_extension_ciphers.ciphers)"));
}

#[test]
fn a_migration_that_needs_what_the_host_does_not_declare_is_refused_with_its_line() {
    let database = TestDatabase::create().unwrap();
    let error = chain(&boot(&database, |builder| builder.register(Ciphers)).unwrap_err());
    for part in [
        "extension-ciphers",
        "up.sql:1:32",
        "the extension `pgcrypto` is not one that the host installs",
        ".extension(\"pgcrypto\", \"extensions\")",
    ] {
        assert!(error.contains(part), "{part}: {error}");
    }
    let mut admin = Admin::of(&database);
    assert!(admin.holds("to_regnamespace('plugin_extension_ciphers') IS NULL"));
}

#[test]
fn an_extension_that_is_elsewhere_or_cannot_be_had_is_an_error_with_the_statement() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run("CREATE EXTENSION pgcrypto SCHEMA public");
    let declared = |builder: HostBuilder| {
        builder
            .extension("pgcrypto", "extensions")
            .register(Ciphers)
    };
    let error = chain(&boot(&database, declared).unwrap_err());
    let fix = "CREATE SCHEMA IF NOT EXISTS \"extensions\"; ALTER EXTENSION \"pgcrypto\" SET SCHEMA \"extensions\"";
    assert!(error.contains(fix), "{error}");
    admin.run(fix);
    boot(&database, declared).unwrap();

    let unknown = |builder: HostBuilder| {
        builder
            .extension("no_such_thing", "extensions")
            .register(Ciphers)
    };
    let error = chain(&boot(&database, unknown).unwrap_err());
    assert!(
        error.contains("the server has no extension `no_such_thing`"),
        "{error}"
    );
}

#[test]
fn a_host_without_the_right_to_install_says_what_an_administrator_runs() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    let name = admin.text("SELECT current_database()::text");
    admin.run(&format!(
        "CREATE ROLE extension_host LOGIN; GRANT CREATE ON DATABASE \"{name}\" TO extension_host"
    ));
    let url = database.url().replace("//postgres@", "//extension_host@");
    let host = || {
        schema_iso_tests::host::Host::builder(&*url)
            .extension("file_fdw", "extensions")
            .register(Goods)
    };
    let error = chain(&host().migrate().map(drop).unwrap_err());
    let fix = "CREATE SCHEMA IF NOT EXISTS \"extensions\"; CREATE EXTENSION IF NOT EXISTS \"file_fdw\" SCHEMA \"extensions\"";
    assert!(error.contains(fix), "{error}");
    admin.run(&format!(
        "{fix}; GRANT USAGE ON SCHEMA extensions TO extension_host"
    ));
    let error = chain(&host().migrate().map(drop).unwrap_err());
    // It is there now, and what is missing is another one.
    assert!(error.contains("uuid_generate_v4"), "{error}");
}

#[test]
fn a_function_of_an_extension_that_no_plugin_can_see_is_explained() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run("CREATE EXTENSION \"uuid-ossp\" SCHEMA public");
    let error = chain(&boot(&database, |builder| builder.register(Goods)).unwrap_err());
    let fix = "CREATE SCHEMA IF NOT EXISTS extensions; ALTER EXTENSION \"uuid-ossp\" SET SCHEMA extensions";
    for part in [
        "`uuid_generate_v4` belongs to the extension `uuid-ossp`, which is in the schema `public`",
        fix,
        ".extension(\"uuid-ossp\", \"extensions\")",
    ] {
        assert!(error.contains(part), "{part}: {error}");
    }
    // The advice is right.
    admin.run(fix);
    boot(&database, |builder| {
        builder.extension("uuid-ossp", "extensions").register(Goods)
    })
    .unwrap();
    admin.run("INSERT INTO plugin_extension_goods.goods DEFAULT VALUES");
}

#[test]
fn hosts_that_boot_at_once_install_an_extension_once() {
    let database = TestDatabase::create().unwrap();
    std::thread::scope(|scope| {
        let boots: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    boot(&database, |builder| {
                        builder
                            .extension("pgcrypto", "extensions")
                            .register(Ciphers)
                    })
                })
            })
            .collect();
        for boot in boots {
            boot.join().unwrap().unwrap();
        }
    });
}

//! Adoption leaves nothing behind, takes nothing that is another plugin's, and is done whole or
//! not at all.

use std::fs;

use schema_iso_tests::host::{
    AdoptError, Adoption, BootError, MigrateErrorKind, MigrationDirectory,
};
use schema_iso_tests::{Admin, PluginId, TestDatabase, only_failure};

/// A plugin, what the host names of it, and its migrations.
struct Adopting {
    id: &'static str,
    objects: &'static [&'static str],
    versions: bool,
    migrations: &'static [(&'static str, &'static str)],
}

const NOTHING: Adopting = Adopting {
    id: "fresh",
    objects: &[],
    versions: false,
    migrations: &[],
};

fn read(database: &TestDatabase, plugin: &Adopting) -> MigrationDirectory {
    let root = std::env::temp_dir().join(format!("adopt-{}-{}", database.name(), plugin.id));
    fs::create_dir_all(&root).unwrap();
    for (name, up) in plugin.migrations {
        fs::create_dir_all(root.join(name)).unwrap();
        fs::write(root.join(name).join("up.sql"), up).unwrap();
        fs::write(root.join(name).join("down.sql"), "SELECT 1;").unwrap();
    }
    let id = PluginId::new(plugin.id).unwrap();
    let directory = MigrationDirectory::read(id, &root).unwrap();
    fs::remove_dir_all(&root).unwrap();
    directory
}

fn boot_with(
    database: &TestDatabase,
    adoption: Adoption,
    plugins: &[Adopting],
) -> Result<Vec<usize>, BootError> {
    let mut adoption = adoption;
    let mut builder = database.builder();
    for plugin in plugins {
        let id = PluginId::new(plugin.id).unwrap();
        adoption = adoption.with_objects(id, plugin.objects.iter().copied());
        if plugin.versions {
            adoption = adoption.with_applied_versions(id);
        }
        builder = builder.register_directory(read(database, plugin));
    }
    let host = builder.adopt_from_public(adoption).migrate()?;
    let reports = host.report().plugins.iter();
    Ok(reports.map(|report| report.applied.len()).collect())
}

/// A database as an application without plugins has left it, and its versions.
fn old(versions: &[(&str, &str)]) -> TestDatabase {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    admin.run(
        "CREATE TABLE __diesel_schema_migrations \
         (version varchar(50) PRIMARY KEY, run_on timestamp DEFAULT now())",
    );
    for (version, sql) in versions {
        admin.run(sql);
        admin.run(&format!(
            "INSERT INTO __diesel_schema_migrations VALUES ('{version}')"
        ));
    }
    database
}

#[track_caller]
fn entangled(result: Result<Vec<usize>, BootError>) -> Vec<String> {
    let MigrateErrorKind::Adopt { source } = only_failure(result.unwrap_err()).1 else {
        panic!();
    };
    match source {
        AdoptError::Entangled { findings } => findings,
        other => panic!("{other}"),
    }
}

const USERS: &str = "CREATE TABLE users (id bigserial PRIMARY KEY, name text);";
const ITEMS: &str = "CREATE TABLE items (id bigserial PRIMARY KEY, owner bigint);";

const AUTH: Adopting = Adopting {
    id: "auth",
    objects: &["users"],
    versions: true,
    migrations: &[("1_users", USERS)],
};

const FUNCTIONS: &str = "\
    CREATE TABLE items (id bigserial PRIMARY KEY, name text NOT NULL); \
    CREATE FUNCTION canonical(name text) RETURNS text LANGUAGE sql AS $$ SELECT lower(name) $$; \
    CREATE FUNCTION make_canonical() RETURNS trigger LANGUAGE plpgsql AS \
        $$ BEGIN NEW.name := canonical(NEW.name); RETURN NEW; END $$; \
    CREATE TRIGGER items_canonical BEFORE INSERT ON items FOR EACH ROW EXECUTE FUNCTION make_canonical();";

const fn shop(objects: &'static [&'static str]) -> Adopting {
    Adopting {
        id: "shop",
        objects,
        versions: true,
        migrations: &[("1_items", FUNCTIONS)],
    }
}

#[test]
fn functions_that_triggers_and_other_functions_need_are_named_until_they_move_along() {
    let database = old(&[("1", FUNCTIONS)]);
    let findings = entangled(boot_with(&database, Adoption::new(), &[shop(&["items"])]));
    assert_eq!(
        findings,
        [
            "trigger items_canonical on plugin_shop.items needs function public.make_canonical(), which stays in `public`"
        ]
    );
    let objects: &[&str] = &["items", "make_canonical"];
    let findings = entangled(boot_with(&database, Adoption::new(), &[shop(objects)]));
    assert_eq!(
        findings,
        ["the body of plugin_shop.make_canonical() names canonical, which stays in `public`"]
    );
    let mut admin = Admin::of(&database);
    assert!(admin.has("public.items"));
    let objects: &[&str] = &["items", "make_canonical", "canonical"];
    let applied = boot_with(&database, Adoption::new(), &[shop(objects)]).unwrap();
    assert_eq!(applied, [0]);
    admin.run("SET search_path TO plugin_shop, pg_temp; INSERT INTO items (name) VALUES ('A')");
    assert_eq!(admin.text("SELECT name FROM plugin_shop.items"), "a");
}

#[test]
fn a_shared_function_stays_where_the_host_says_so() {
    let database = old(&[("1", FUNCTIONS)]);
    let adoption = Adoption::new().leaving_in_public(["make_canonical"]);
    boot_with(&database, adoption, &[shop(&["items"])]).unwrap();
    assert!(Admin::of(&database).has("plugin_shop.items"));
}

#[test]
fn a_version_of_one_plugin_is_not_taken_for_that_of_another() {
    let database = old(&[("1", USERS)]);
    let fresh = Adopting {
        migrations: &[(
            "1_things",
            "CREATE TABLE things (id bigserial PRIMARY KEY);",
        )],
        ..NOTHING
    };
    let applied = boot_with(&database, Adoption::new(), &[AUTH, fresh]).unwrap();
    assert_eq!(applied, [0, 1]);
    assert!(Admin::of(&database).has("plugin_fresh.things"));
}

const KEEP_TIME: &str = "CREATE FUNCTION keep_time() RETURNS trigger LANGUAGE plpgsql AS \
    $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;";

#[test]
fn diesels_initial_setup_runs_in_a_plugin_that_is_new() {
    let database = old(&[("00000000000000", KEEP_TIME), ("1", USERS)]);
    let auth = Adopting {
        objects: &["users", "keep_time"],
        migrations: &[
            ("00000000000000_diesel_initial_setup", KEEP_TIME),
            ("1_users", USERS),
        ],
        ..AUTH
    };
    let fresh = Adopting {
        migrations: &[
            ("00000000000000_diesel_initial_setup", KEEP_TIME),
            (
                "2_things",
                "CREATE TABLE things (id bigserial PRIMARY KEY, updated_at timestamptz); \
                 CREATE TRIGGER things_time BEFORE UPDATE ON things FOR EACH ROW EXECUTE FUNCTION keep_time();",
            ),
        ],
        ..NOTHING
    };
    let applied = boot_with(&database, Adoption::new(), &[auth, fresh]).unwrap();
    assert_eq!(applied, [0, 2]);
}

const NOTE: &str = "\
    CREATE TABLE public.items (id bigserial PRIMARY KEY, name text); \
    CREATE TABLE public.log (what text); \
    CREATE FUNCTION public.note() RETURNS trigger LANGUAGE plpgsql AS \
        $$ BEGIN INSERT INTO public.log VALUES (NEW.name); RETURN NEW; END $$; \
    CREATE TRIGGER items_note AFTER INSERT ON public.items FOR EACH ROW EXECUTE FUNCTION public.note();";

#[test]
fn a_body_that_names_public_is_found() {
    let database = old(&[("1", NOTE)]);
    let shop = Adopting {
        objects: &["items", "log", "note"],
        migrations: &[("1_items", NOTE)],
        ..shop(&[])
    };
    let findings = entangled(boot_with(&database, Adoption::new(), &[shop]));
    assert_eq!(findings, ["the body of plugin_shop.note() names `public`"]);
    assert!(Admin::of(&database).has("public.items"));
}

const PINNED: &str = "\
    CREATE TABLE items (id bigserial PRIMARY KEY, name text); \
    CREATE TABLE log (what text); \
    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS \
        $$ BEGIN INSERT INTO log VALUES (NEW.name); RETURN NEW; END $$; \
    CREATE TRIGGER items_note AFTER INSERT ON items FOR EACH ROW EXECUTE FUNCTION note();";

#[test]
fn a_function_that_was_pinned_to_public_is_pinned_to_the_plugins_schema() {
    let database = old(&[("1", PINNED)]);
    let shop = Adopting {
        objects: &["items", "log", "note"],
        migrations: &[("1_items", PINNED)],
        ..shop(&[])
    };
    boot_with(&database, Adoption::new(), &[shop]).unwrap();
    let mut admin = Admin::of(&database);
    admin.run("SET search_path TO pg_catalog; INSERT INTO plugin_shop.items (name) VALUES ('a')");
    assert_eq!(admin.text("SELECT what FROM plugin_shop.log"), "a");
}

#[test]
fn what_crosses_two_plugins_is_refused_and_nothing_moves() {
    for (crossing, objects, expected) in [
        (
            "CREATE VIEW owned AS SELECT i.id, u.name FROM items i JOIN users u ON u.id = i.owner",
            &["items", "owned"][..],
            "rule \"_RETURN\" on plugin_shop.owned needs table plugin_auth.users, which is of another plugin",
        ),
        (
            "ALTER TABLE items ADD CONSTRAINT owned FOREIGN KEY (owner) REFERENCES users",
            &["items"][..],
            "which is of another plugin",
        ),
    ] {
        let database = old(&[("1", USERS), ("2", ITEMS)]);
        let mut admin = Admin::of(&database);
        admin.run(crossing);
        let shop = Adopting {
            id: "shop",
            objects,
            versions: true,
            migrations: &[("2_items", ITEMS)],
        };
        let findings = entangled(boot_with(&database, Adoption::new(), &[AUTH, shop]));
        let found = findings.iter().any(|finding| finding.contains(expected));
        assert!(found, "{findings:?}");
        // All or nothing: what the other plugin has moved before is back, too.
        assert!(admin.has("public.users"));
        assert!(admin.has("public.items"));
        assert_eq!(
            admin.text("SELECT count(*) FROM plugin_auth.__diesel_schema_migrations"),
            "0"
        );
    }
}

#[test]
fn a_name_that_matches_nothing_is_an_error_until_it_was_moved() {
    let database = old(&[("1", USERS)]);
    let misspelt = Adopting {
        objects: &["usres"],
        ..AUTH
    };
    let error = boot_with(&database, Adoption::new(), &[misspelt]).unwrap_err();
    let MigrateErrorKind::Adopt { source } = only_failure(error).1 else {
        panic!();
    };
    assert!(
        matches!(source, AdoptError::NotFound { ref object } if object == "usres"),
        "{source}"
    );
    for _ in 0..2 {
        assert_eq!(boot_with(&database, Adoption::new(), &[AUTH]).unwrap(), [0]);
    }
    let unknown = Adoption::new().with_applied_versions(PluginId::literal("usres"));
    let error = boot_with(&database, unknown, &[AUTH]).unwrap_err();
    assert!(
        matches!(error, BootError::AdoptionOfUnknown { .. }),
        "{error}"
    );
}

#[test]
fn an_extension_in_public_is_named_with_the_statements_that_move_it() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    // An extension that every server has, with a function in `public`.
    admin.run(
        "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'; \
         UPDATE pg_extension SET extrelocatable = true WHERE extname = 'plpgsql'; \
         ALTER EXTENSION plpgsql ADD FUNCTION one(); \
         CREATE TABLE mails (a int DEFAULT one(), b int); \
         CREATE STATISTICS mailed ON a, b FROM mails",
    );
    let mails = || Adopting {
        id: "mails",
        objects: &["mails"],
        ..NOTHING
    };
    let findings = entangled(boot_with(&database, Adoption::new(), &[mails()]));
    assert!(
        findings[0].contains("ALTER EXTENSION plpgsql SET SCHEMA extensions"),
        "{findings:?}"
    );
    let adoption = Adoption::new().leaving_in_public(["plpgsql"]);
    boot_with(&database, adoption, &[mails()]).unwrap();
    let moved = "(SELECT stxnamespace = 'plugin_mails'::regnamespace FROM pg_statistic_ext)";
    assert!(admin.holds(moved));
}

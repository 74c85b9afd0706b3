//! What the host's role may not move.

use schema_iso_tests::host::{AdoptError, Adoption, MigrateErrorKind};
use schema_iso_tests::{Admin, TestDatabase, only_failure};

use super::{EVERY_KIND, SHOP, builder, database, shop};

#[test]
fn what_the_hosts_role_may_not_move_is_named_with_every_statement() {
    let (database, mut admin) = database(EVERY_KIND);
    let name = database.name();
    admin.run(&format!(
        "CREATE TABLE __diesel_schema_migrations (version text PRIMARY KEY, run_on timestamp); \
         CREATE ROLE plain_{name} LOGIN; CREATE TABLE own (id int); ALTER TABLE own OWNER TO plain_{name}; \
         GRANT CREATE ON DATABASE \"{name}\" TO plain_{name}",
    ));
    let login = format!("plain_{name}");
    let boot = |adoption: Adoption| {
        let url = database.url();
        let builder = builder(&database).adopt_from_public(adoption);
        builder
            .migration_url(format!(
                "{url}{}user={login}",
                if url.contains('?') { "&" } else { "?" }
            ))
            .migrate()
    };
    let named = ["own", "stage", "prose", "sum_of", "<<<", "days", "span"];
    let error = boot(shop(named).with_applied_versions(SHOP)).unwrap_err();
    let MigrateErrorKind::Adopt {
        source: AdoptError::NotOwned { role, statements },
    } = only_failure(error).1
    else {
        panic!();
    };
    assert_eq!(role, login);
    let (sets, others): (Vec<_>, Vec<_>) =
        statements.iter().partition(|sql| sql.contains("OWNER TO"));
    assert_eq!(
        others,
        [&format!(
            "GRANT SELECT ON \"public\".\"__diesel_schema_migrations\" TO \"{login}\""
        )]
    );
    let whom = format!(" OWNER TO \"{login}\"");
    let sets: Vec<_> = sets
        .iter()
        .map(|sql| sql.trim_end_matches(&*whom))
        .collect();
    assert_eq!(
        sets,
        [
            "ALTER ROUTINE public.sum_of(public.pair)",
            "ALTER OPERATOR public.<<<(public.pair,public.pair)",
            "ALTER TABLE public.\"The Past\"",
            "ALTER TABLE public.days",
            "ALTER TEXT SEARCH CONFIGURATION public.prose",
            "ALTER TYPE public.span",
            "ALTER TYPE public.span_multirange",
            "ALTER TYPE public.stage",
        ]
    );
}

#[test]
fn a_plain_owner_moves_a_range_and_is_told_what_a_superuser_does() {
    let database = TestDatabase::create().unwrap();
    let mut admin = Admin::of(&database);
    let (name, login) = (database.name(), format!("plain_{}", database.name()));
    admin.run(&format!(
        "CREATE ROLE {login} LOGIN; GRANT CREATE ON DATABASE \"{name}\" TO {login}; \
         GRANT CREATE ON SCHEMA public TO {login}; SET ROLE {login}; \
         CREATE TYPE span AS RANGE (subtype = float8); \
         CREATE TABLE items (span span DEFAULT span(1, 2), spans span_multirange); \
         INSERT INTO items VALUES ('[1,2)', '{{[3,4)}}'); RESET ROLE",
    ));
    let boot = |adoption: Adoption| {
        let builder = builder(&database).adopt_from_public(adoption);
        let url = format!("{}&user={login}", database.url());
        builder.migration_url(url).migrate()
    };
    let error = boot(shop(["items", "span"])).unwrap_err();
    let MigrateErrorKind::Adopt {
        source: AdoptError::Entangled { findings },
    } = only_failure(error).1
    else {
        panic!();
    };
    assert_eq!(findings.len(), 6, "{findings:#?}");
    let statements: Vec<&str> = findings
        .iter()
        .filter_map(|it| it.split('`').nth(3))
        .collect();
    assert_eq!(statements.len(), 5, "{findings:#?}");
    assert!(admin.has("public.items"));
    let adoption = shop(["items", "span"]).leaving_in_public(["span", "span_multirange"]);
    boot(adoption).unwrap();
    assert!(admin.holds("(SELECT spans @> 3.5::float8 FROM plugin_shop.items)"));
    assert!(admin.holds("to_regtype('public.span_multirange') IS NULL"));
    // A superuser does the rest, and then nothing is left to be excused.
    let superusers = admin
        .texts("SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'public'::regnamespace");
    for routine in superusers {
        admin.run(&format!("ALTER FUNCTION {routine} SET SCHEMA plugin_shop"));
    }
    boot(shop(["items", "span"])).unwrap();
    admin.run("SET search_path TO plugin_shop, pg_temp; INSERT INTO items DEFAULT VALUES");
}

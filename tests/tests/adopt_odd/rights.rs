//! What the host's role may not move.

use schema_iso_tests::host::{AdoptError, Adoption, MigrateErrorKind};
use schema_iso_tests::{Admin, TestDatabase, chain, only_failure};

use super::{EVERY_KIND, SHOP, builder, database, shop};

fn as_login(database: &TestDatabase, login: &str) -> String {
    let url = database.url();
    let at = if url.contains('?') { '&' } else { '?' };
    format!("{url}{at}user={login}")
}

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
        let builder = builder(&database).adopt_from_public(adoption);
        builder.migration_url(as_login(&database, &login)).migrate()
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
    // Five functions of the range are a superuser's.
    assert_eq!(others.len(), 6, "{others:#?}");
    assert_eq!(
        *others[5],
        format!("GRANT SELECT ON \"public\".\"__diesel_schema_migrations\" TO \"{login}\"")
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
        builder.migration_url(as_login(&database, &login)).migrate()
    };
    let statements = |adoption: Adoption| match only_failure(boot(adoption).unwrap_err()).1 {
        MigrateErrorKind::Adopt {
            source: AdoptError::NotOwned { statements, .. },
        } => statements,
        other => panic!("{}", chain(&other)),
    };
    let move_it = |routine: &str| format!("ALTER FUNCTION public.{routine} SET SCHEMA plugin_shop");
    assert_eq!(
        statements(shop(["items", "span"])),
        [
            move_it("span(double precision,double precision)"),
            move_it("span(double precision,double precision,pg_catalog.text)"),
            move_it("span_multirange()"),
            move_it("span_multirange(public.span)"),
            move_it("span_multirange(public.span[])"),
        ]
    );
    assert!(admin.has("public.items"));
    let adoption = shop(["items", "span"]).leaving_in_public(["span", "span_multirange"]);
    boot(adoption).unwrap();
    assert!(admin.holds("(SELECT spans @> 3.5::float8 FROM plugin_shop.items)"));
    assert!(admin.holds("to_regtype('public.span_multirange') IS NULL"));
    // A superuser does the rest, and then nothing is left to be excused.
    for statement in statements(shop(["items", "span"])) {
        admin.run(&statement);
    }
    boot(shop(["items", "span"])).unwrap();
    admin.run("SET search_path TO plugin_shop, pg_temp; INSERT INTO items DEFAULT VALUES");
}

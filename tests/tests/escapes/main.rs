//! The catalogue of escapes: what PostgreSQL lets a plugin do that runs any SQL, under each
//! isolation. `docs/threat-model.md` has the answers.
//!
//! Each escape is sent as plain SQL on a connection of the plugin, which is more than a plugin can
//! do by queries: what its migrations install, and the check (ISO-06) does not read, can do as much
//! within a function.

mod disturbing;
mod itself;
mod page;
mod rights;
mod rows;
mod server;
mod writing;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use schema_iso_query::door::raw_connection;
use schema_iso_tests::host::{Host, Isolation, Logins, SafeConnection};
use schema_iso_tests::{Admin, Server, migration, plugin};

/// What there is to be gained by an escape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gain {
    Rows,
    Rights,
    Server,
    Names,
    Way,
    Itself,
}

/// What it is; the statements; and, unless it is enough that PostgreSQL runs them, a condition
/// that shows their success.
type Row = (&'static str, &'static str, &'static str);

pub(crate) struct Family {
    pub(crate) name: &'static str,
    pub(crate) gain: Gain,
    pub(crate) rows: &'static [Row],
    /// Whether PostgreSQL refuses the statements in a transaction.
    pub(crate) alone: bool,
}

const FAMILIES: &[&Family] = &[
    &rights::CLIMBING,
    &rights::DISCARDING,
    &rights::GRANTING,
    &rows::ROWS,
    &writing::WRITING,
    &server::SERVER,
    &server::SERVER_ALONE,
    &server::SHARED,
    &disturbing::LEARNING,
    &disturbing::DISTURBING,
    &itself::ITSELF,
];

const ISOLATIONS: [Isolation; 3] = [Isolation::SearchPath, Isolation::Roles, Isolation::Logins];

/// What PostgreSQL says when it refuses.
const REFUSALS: &[&str] = &[
    "permission denied",
    "must be",
    "must have",
    "superuser",
    "is not allowed",
    "are disabled",
    "password is required",
    "password or GSSAPI delegated credentials required",
    "within security-definer function",
    "temporary tables of other sessions",
    "may reference only temporary tables",
    "cannot be dropped because",
    "is a member of role",
    "relation \"secrets\" does not exist",
    // A server that was built without libxml.
    "unsupported XML feature",
];

/// The role of the host: it makes roles, owns the database and is no superuser.
const HOST: &str = "escape_host";

plugin!(
    Victim,
    "escape-victim",
    with_migrations(&[migration(
        "001_secrets",
        "CREATE TYPE mood AS ENUM ('calm'); \
         CREATE TABLE secrets (id serial PRIMARY KEY, secret text CONSTRAINT not_loud CHECK (secret <> 'loud'), mood mood); \
         INSERT INTO secrets (secret) VALUES ('hush'); \
         COMMENT ON TABLE secrets IS 'a comment of the victim'; \
         CREATE VIEW peek AS SELECT secret FROM secrets; \
         CREATE MATERIALIZED VIEW kept AS SELECT secret FROM secrets; \
         CREATE FUNCTION reveal() RETURNS text LANGUAGE sql AS 'SELECT secret FROM plugin_escape_victim.secrets'; \
         CREATE FUNCTION reveal_as_owner() RETURNS text LANGUAGE sql SECURITY DEFINER \
             SET search_path FROM CURRENT AS 'SELECT secret FROM secrets'; \
         CREATE FUNCTION same(text) RETURNS text LANGUAGE sql AS 'SELECT $1'; \
         CREATE FUNCTION latter(text, text) RETURNS text LANGUAGE sql AS 'SELECT $2'; \
         CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        ""
    )])
);
plugin!(
    Thief,
    "escape-thief",
    with_migrations(&[migration(
        "001_loot",
        "CREATE TABLE loot (id serial, secret text); \
         CREATE FUNCTION run(text) RETURNS void LANGUAGE plpgsql AS 'BEGIN EXECUTE $1; END'; \
         CREATE FUNCTION run_as_owner(text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER \
             SET search_path FROM CURRENT AS 'BEGIN EXECUTE $1; END'; \
         CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; \
         CREATE FUNCTION index_it(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1'",
        ""
    )])
);

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    value: bool,
}

/// A host, and what an escape may name.
struct Scene {
    host: Host,
    admin: Admin,
    victim: Option<(SafeConnection<Victim>, String)>,
    names: Vec<(&'static str, String)>,
}

impl Scene {
    fn new(server: &Server, isolation: Isolation) -> Self {
        let database = format!("escapes_{isolation:?}").to_lowercase();
        let mut root = Admin::at(&server.url("postgres"));
        root.run(&format!(
            "CREATE DATABASE {database} OWNER {HOST} TEMPLATE template0"
        ));
        let url = server.url(&database);
        let mut admin = Admin::at(&url);
        admin.run(
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC; \
             CREATE SCHEMA extensions; GRANT USAGE ON SCHEMA extensions TO PUBLIC; \
             CREATE EXTENSION dblink SCHEMA extensions; CREATE EXTENSION postgres_fdw SCHEMA extensions; \
             CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw; \
             CREATE USER MAPPING FOR postgres SERVER elsewhere OPTIONS (password 'hush')",
        );
        let builder = Host::builder(url.replace("//postgres@", &format!("//{HOST}@")))
            .pool(|pool| pool.max_size(3))
            .isolation(isolation)
            .logins(Logins::derived_from(
                "a secret that the thief does not know",
            ));
        let host = builder.register(Victim).register(Thief).migrate().unwrap();
        let host = host.init().unwrap();
        admin.run("VACUUM ANALYZE");
        let role = match isolation {
            Isolation::SearchPath => HOST,
            Isolation::Roles => "plugin_escape_victim",
            _ => "login_escape_victim",
        };
        let mut large = host.connect::<Victim>().unwrap();
        raw(&mut large, "SELECT lo_from_bytea(4711, 'hush')").unwrap();
        let names = vec![
            ("{host}", HOST.to_owned()),
            ("{role}", role.to_owned()),
            ("{database}", database),
            ("{victim}", "plugin_escape_victim".to_owned()),
            ("{thief}", "plugin_escape_thief".to_owned()),
        ];
        drop(large);
        Self {
            host,
            admin,
            victim: None,
            names,
        }
    }

    /// The victim's session, which lives, keeps things, and rests after a statement.
    fn pid_of_the_victim(&mut self) -> String {
        let statement = "SELECT 'a statement of the victim'";
        if let Some((victim, pid)) = &mut self.victim
            && raw(victim, statement).is_ok()
        {
            return pid.clone();
        }
        self.victim = None;
        let mut victim = self.host.connect::<Victim>().unwrap();
        let keeps = "CREATE TEMP TABLE diary AS SELECT 'hush' AS secret; LISTEN news; SELECT pg_advisory_lock(4711)";
        raw(&mut victim, keeps).unwrap();
        raw(&mut victim, statement).unwrap();
        let pid = self
            .admin
            .text("SELECT max(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711");
        let (_, pid) = self.victim.insert((victim, pid));
        pid.clone()
    }

    /// Whether PostgreSQL lets an escape through.
    fn lets_through(&mut self, family: &Family, &(what, sql, shows): &Row) -> bool {
        let pid = self.pid_of_the_victim();
        let filled = |text: &str| {
            let mut text = text.replace("{pid}", &pid);
            for (place, name) in &self.names {
                text = text.replace(place, name);
            }
            text
        };
        let mut thief = self.host.connect::<Thief>().unwrap();
        raw(&mut thief, "SET statement_timeout TO '10s'").unwrap();
        if !family.alone {
            raw(&mut thief, "BEGIN").unwrap();
        }
        let ran = match sql {
            "" => Ok(()),
            sql => raw(&mut thief, &filled(sql)),
        };
        let through = ran.and_then(|()| holds(&mut thief, &filled(shows)));
        let through = through.unwrap_or_else(|error| {
            // An error of another kind shows nothing.
            let is_refusal = REFUSALS.iter().any(|refusal| error.contains(refusal));
            assert!(is_refusal, "{what}: {error}");
            false
        });
        if !family.alone {
            let rolled_back = raw(&mut thief, "ROLLBACK");
            assert!(rolled_back.is_ok(), "{what}: {rolled_back:?}");
        }
        drop(thief);
        // Nobody gets a session in which an escape was tried.
        self.host.recycle();
        through
    }
}

fn raw<P: schema_iso_tests::Plugin>(
    connection: &mut SafeConnection<P>,
    sql: &str,
) -> Result<(), String> {
    let raw = raw_connection(connection).unwrap();
    raw.batch_execute(sql).map_err(|error| error.to_string())
}

/// Whether a condition holds; an empty one does.
fn holds(thief: &mut SafeConnection<Thief>, condition: &str) -> Result<bool, String> {
    let condition = if condition.is_empty() {
        "true"
    } else {
        condition
    };
    let query = diesel::sql_query(format!("SELECT coalesce(({condition}), false) AS value"));
    let answer: QueryResult<Answer> = query.get_result(raw_connection(thief).unwrap());
    answer
        .map(|answer| answer.value)
        .map_err(|error| error.to_string())
}

#[test]
fn what_postgresql_lets_through_is_as_the_threat_model_says() {
    let server = Server::builder().ignore_database_url().start().unwrap();
    let mut root = Admin::at(&server.url("postgres"));
    root.run(&format!("CREATE ROLE {HOST} LOGIN CREATEROLE"));
    let mut scenes = ISOLATIONS.map(|isolation| Scene::new(&server, isolation));
    let mut answers = Vec::new();
    for family in FAMILIES {
        for row in family.rows {
            let through = scenes
                .each_mut()
                .map(|scene| scene.lets_through(family, row));
            answers.push((*family, row.0, through));
        }
    }

    // Whatever the page says, no login reaches rows or rights of another plugin, or the server.
    let closed = [Gain::Rows, Gain::Rights, Gain::Server];
    let reached = answers
        .iter()
        .filter(|(family, _, through)| closed.contains(&family.gain) && through[2]);
    let reached: Vec<&str> = reached.map(|&(_, what, _)| what).collect();
    assert!(reached.is_empty(), "{reached:?}");
    assert!(answers.len() >= 200, "{}", answers.len());

    page::compare(&answers, server.version().unwrap());
}

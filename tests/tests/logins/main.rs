//! `Isolation::Logins` on a server that asks for passwords: boot, credentials, what a session may.

mod credentials;
mod maintenance;
mod refusals;
mod rollout;
mod sessions;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use schema_iso_query::door::raw_connection;
use schema_iso_tests::host::{Host, HostBuilder, Isolation, Logins, SafeConnection};
use schema_iso_tests::{Admin, Plugin, Server, migration, plugin};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

const SECRET: &str = "s3cr3tpa55 of these tests";

/// The host's role has this password, and its name in it.
const HOSTS_PASSWORD: &str = "s3cr3tpa55_hosts";

/// Lets the superuser in, and everybody else with a password.
const HBA: &str =
    "COPY (VALUES ('local all postgres trust'), ('local all all scram-sha-256')) TO '";

/// One database of a server that asks for passwords, and a host's role to which it belongs.
struct Database {
    name: String,
    /// May make roles, owns the database, and is no superuser.
    role: String,
}

/// The server of this process; roles belong to it, so each test has plugins of its own.
fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let server = Server::builder().ignore_database_url();
        let server = server.setting("log_statement", "all").start().unwrap();
        let mut admin = Admin::at(&server.url("postgres"));
        let file = admin.text("SELECT current_setting('hba_file')");
        admin.run(&format!("{HBA}{file}'; SELECT pg_reload_conf()"));
        schema_iso_tests::wait_until("the server asks for passwords", || {
            admin.holds("(SELECT count(*) = 2 FROM pg_hba_file_rules)")
                && Admin::try_at(&server.url("postgres").replace("//postgres@", "//nobody@"))
                    .is_err_and(|error| error.contains("password"))
        });
        server
    })
}

impl Database {
    fn create() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let (name, role) = (format!("logins_{number}"), format!("app_{number}"));
        let mut admin = Admin::at(&server().url("postgres"));
        admin.run(&format!(
            "CREATE ROLE {role} LOGIN CREATEROLE PASSWORD '{HOSTS_PASSWORD}'"
        ));
        admin.run(&format!(
            "CREATE DATABASE {name} OWNER {role} TEMPLATE template0"
        ));
        let database = Self { name, role };
        database
            .admin()
            .run("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        database
    }

    fn admin(&self) -> Admin {
        Admin::at(&server().url(&self.name))
    }

    /// The address for a role with a password.
    fn url(&self, role: &str, password: &str) -> String {
        let url = server().url(&self.name);
        url.replace("//postgres@", &format!("//{role}:{password}@"))
    }

    fn host_url(&self) -> String {
        self.url(&self.role, HOSTS_PASSWORD)
    }

    fn builder(&self) -> HostBuilder {
        let builder = Host::builder(self.host_url()).pool(|pool| pool.max_size(3));
        builder
            .isolation(Isolation::Logins)
            .logins(Logins::derived_from(SECRET))
    }
}

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = Text)]
    value: String,
}

/// Runs any statements on a plugin's connection.
fn run<P: Plugin>(connection: &mut SafeConnection<P>, sql: &str) -> Result<(), String> {
    let raw = raw_connection(connection).unwrap();
    raw.batch_execute(sql).map_err(|error| error.to_string())
}

/// The value of an expression on a plugin's connection.
fn text<P: Plugin>(connection: &mut SafeConnection<P>, expression: &str) -> String {
    let query = diesel::sql_query(format!("SELECT ({expression})::text AS value"));
    let value: Value = query
        .get_result(raw_connection(connection).unwrap())
        .unwrap();
    value.value
}

/// Plugins with a table of one row.
macro_rules! plugins {
    ($($name:ident = $id:literal),+ $(,)?) => {$(
        $crate::plugin!(
            $name,
            $id,
            with_migrations(&[$crate::migration(
                "001_secrets",
                "CREATE TABLE secrets (id serial, secret text); INSERT INTO secrets (secret) VALUES ('hush')",
                "DROP TABLE secrets"
            )])
        );
    )+};
}

pub(crate) use plugins;

//! The crates that reach PostgreSQL by themselves.

use std::fmt;

/// A crate that is a second door to the database.
///
/// ```
/// use schema_iso::manifest::{Driver, DriverKind};
///
/// let driver = Driver::find("tokio_postgres").unwrap();
/// assert_eq!(driver.name(), "tokio-postgres");
/// assert_eq!(driver.kind(), DriverKind::Driver);
/// assert!(Driver::find("serde").is_none());
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Driver {
    name: &'static str,
    kind: DriverKind,
    reason: &'static str,
}

impl Driver {
    pub(super) const fn new(name: &'static str, kind: DriverKind, reason: &'static str) -> Self {
        Self { name, kind, reason }
    }

    /// The driver of a package name; case, `-` and `_` make no difference.
    #[must_use]
    pub fn find(package: &str) -> Option<&'static Self> {
        let found = DRIVERS.binary_search_by(|driver| letters(driver.name).cmp(letters(package)));
        found.ok().map(|at| &DRIVERS[at])
    }

    /// The name of the package.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What it is.
    #[must_use]
    pub const fn kind(&self) -> DriverKind {
        self.kind
    }

    /// Why a plugin must not have it: what it does, as a clause without a subject.
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        self.reason
    }

    /// Whether it is Diesel or needs it, so that the curated Diesel stands in.
    pub(super) fn is_diesel(&self) -> bool {
        self.name.contains("diesel") || self.name == "migrations_internals"
    }
}

/// What a driver is.
///
/// ```
/// use schema_iso::manifest::DriverKind;
///
/// assert_eq!(DriverKind::Pool.to_string(), "connection pool");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DriverKind {
    /// An object-relational mapper, or an addition to one.
    Orm,
    /// A client.
    Driver,
    /// A client library or a part of the protocol.
    Protocol,
    /// A pool of connections.
    Pool,
    /// A runner of migrations.
    Migration,
    /// A crate of this project that only hosts have.
    Host,
}

impl fmt::Display for DriverKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Orm => "object-relational mapper",
            Self::Driver => "database driver",
            Self::Protocol => "part of a database driver",
            Self::Pool => "connection pool",
            Self::Migration => "migration runner",
            Self::Host => "crate for hosts",
        })
    }
}

/// A name as far as cargo and rustc tell names apart.
pub(super) fn normalized(package: &str) -> String {
    letters(package).map(char::from).collect()
}

/// The bytes of a [`normalized`] name. Names of packages are ASCII.
fn letters(package: &str) -> impl Iterator<Item = u8> {
    package.bytes().map(|byte| match byte {
        b'_' => b'-',
        byte => byte.to_ascii_lowercase(),
    })
}

/// All known drivers, sorted by name.
///
/// A crate that is missing here is still found when it reaches one that is not.
pub static DRIVERS: [Driver; 95] = {
    use DriverKind::{Driver as Client, Migration, Orm, Pool, Protocol};
    [
        Driver::new(
            "adbc_driver_manager",
            Client,
            "reaches every database with an ADBC driver",
        ),
        Driver::new("async-bb8-diesel", Pool, "hands out raw connections"),
        Driver::new("atmosphere", Orm, "opens connections of its own"),
        Driver::new("babar", Client, "opens connections of its own"),
        Driver::new("bb8-diesel", Pool, "hands out raw connections"),
        Driver::new("bb8-postgres", Pool, "hands out raw connections"),
        Driver::new("butane", Orm, "opens connections of its own"),
        Driver::new("butane_core", Orm, "opens connections of its own"),
        Driver::new("clorinde", Client, "generates code for another driver"),
        Driver::new("connectorx", Client, "opens connections of its own"),
        Driver::new("cornucopia", Client, "generates code for another driver"),
        Driver::new(
            "cornucopia_async",
            Client,
            "runs SQL through another driver",
        ),
        Driver::new("cornucopia_sync", Client, "runs SQL through another driver"),
        Driver::new("deadpool-diesel", Pool, "hands out raw connections"),
        Driver::new("deadpool-postgres", Pool, "hands out raw connections"),
        Driver::new("deadpool-sqlx", Pool, "hands out raw connections"),
        Driver::new("diesel", Orm, "opens connections of its own"),
        Driver::new("diesel-async", Orm, "opens connections of its own"),
        Driver::new("diesel-async-migrations", Migration, "runs any SQL"),
        Driver::new("diesel_citext", Orm, "builds on the real Diesel"),
        Driver::new("diesel_cte_ext", Orm, "builds on the real Diesel"),
        Driver::new(
            "diesel-derive-enum",
            Orm,
            "generates code for the real Diesel",
        ),
        Driver::new(
            "diesel-derive-more",
            Orm,
            "generates code for the real Diesel",
        ),
        Driver::new(
            "diesel-derive-newtype",
            Orm,
            "generates code for the real Diesel",
        ),
        Driver::new("diesel_derives", Orm, "generates code for the real Diesel"),
        Driver::new(
            "diesel-dynamic-schema",
            Orm,
            "names tables and schemas at run time",
        ),
        Driver::new("diesel-filter", Orm, "builds on the real Diesel"),
        Driver::new("diesel_full_text_search", Orm, "builds on the real Diesel"),
        Driver::new("diesel_json", Orm, "builds on the real Diesel"),
        Driver::new("diesel_logger", Orm, "wraps raw connections"),
        Driver::new("diesel_ltree", Orm, "builds on the real Diesel"),
        Driver::new("diesel_migrations", Migration, "runs any SQL"),
        Driver::new("diesel-tracing", Orm, "wraps raw connections"),
        Driver::new("elephantry", Orm, "opens connections of its own"),
        Driver::new("gaussdb", Client, "opens connections of its own"),
        Driver::new("georm", Orm, "opens connections of its own"),
        Driver::new("libpq", Protocol, "is libpq, which opens connections"),
        Driver::new("libpq-sys", Protocol, "is libpq, which opens connections"),
        Driver::new("may_postgres", Client, "opens connections of its own"),
        Driver::new("migrant_lib", Migration, "runs any SQL"),
        Driver::new("migrations_internals", Migration, "runs any SQL"),
        Driver::new("mobc-postgres", Pool, "hands out raw connections"),
        Driver::new("odbc", Client, "reaches every database with an ODBC driver"),
        Driver::new(
            "odbc-api",
            Client,
            "reaches every database with an ODBC driver",
        ),
        Driver::new(
            "odbc-sys",
            Protocol,
            "reaches every database with an ODBC driver",
        ),
        Driver::new("ormlite", Orm, "opens connections of its own"),
        Driver::new("pgrx", Client, "runs SQL inside the server"),
        Driver::new("pgwire", Protocol, "speaks to the server"),
        Driver::new("pgx", Client, "runs SQL inside the server"),
        Driver::new("postgis_diesel", Orm, "builds on the real Diesel"),
        Driver::new("postgres", Client, "opens connections of its own"),
        Driver::new(
            "postgres-native-tls",
            Protocol,
            "secures connections of another driver",
        ),
        Driver::new(
            "postgres-openssl",
            Protocol,
            "secures connections of another driver",
        ),
        Driver::new("postgres-protocol", Protocol, "speaks to the server"),
        Driver::new("pq-src", Protocol, "is libpq, which opens connections"),
        Driver::new("pq-sys", Protocol, "is libpq, which opens connections"),
        Driver::new("prisma-client-rust", Orm, "opens connections of its own"),
        Driver::new("quaint", Orm, "opens connections of its own"),
        Driver::new("r2d2-diesel", Pool, "hands out raw connections"),
        Driver::new("r2d2_postgres", Pool, "hands out raw connections"),
        Driver::new("rbatis", Orm, "opens connections of its own"),
        Driver::new("rbdc-pg", Orm, "opens connections of its own"),
        Driver::new("refinery", Migration, "runs any SQL"),
        Driver::new("refinery-core", Migration, "runs any SQL"),
        Driver::new("rorm", Orm, "opens connections of its own"),
        Driver::new("rorm-db", Orm, "opens connections of its own"),
        Driver::new("rorm-sql", Orm, "opens connections of its own"),
        Driver::new("rustorm", Orm, "opens connections of its own"),
        Driver::new("sea-orm", Orm, "opens connections of its own"),
        Driver::new("sea-orm-migration", Orm, "opens connections of its own"),
        Driver::new("sea-query-binder", Orm, "runs SQL through another driver"),
        Driver::new("sea-query-diesel", Orm, "runs SQL through the real Diesel"),
        Driver::new("sea-query-postgres", Orm, "runs SQL through another driver"),
        Driver::new("sea-query-sqlx", Orm, "runs SQL through another driver"),
        Driver::new("sea-schema", Orm, "opens connections of its own"),
        Driver::new("sqlx", Client, "opens connections of its own"),
        Driver::new("sqlx-core", Client, "opens connections of its own"),
        Driver::new("sqlx-core-oldapi", Client, "opens connections of its own"),
        Driver::new("sqlx-macros", Client, "opens connections while compiling"),
        Driver::new(
            "sqlx-macros-core",
            Client,
            "opens connections while compiling",
        ),
        Driver::new("sqlx_migrator", Migration, "runs any SQL"),
        Driver::new("sqlx-oldapi", Client, "opens connections of its own"),
        Driver::new("sqlx-postgres", Client, "opens connections of its own"),
        Driver::new("toasty", Orm, "opens connections of its own"),
        Driver::new(
            "toasty-driver-postgresql",
            Orm,
            "opens connections of its own",
        ),
        Driver::new("tokio-gaussdb", Client, "opens connections of its own"),
        Driver::new("tokio-postgres", Client, "opens connections of its own"),
        Driver::new(
            "tokio-postgres-native-tls",
            Protocol,
            "secures connections of another driver",
        ),
        Driver::new(
            "tokio-postgres-openssl",
            Protocol,
            "secures connections of another driver",
        ),
        Driver::new(
            "tokio-postgres-rustls",
            Protocol,
            "secures connections of another driver",
        ),
        Driver::new("welds", Orm, "opens connections of its own"),
        Driver::new("welds-connections", Orm, "opens connections of its own"),
        Driver::new("wtx", Client, "opens connections of its own"),
        Driver::new("wundergraph", Orm, "builds on the real Diesel"),
        Driver::new("xitca-postgres", Client, "opens connections of its own"),
    ]
};

#[cfg(test)]
mod tests {
    use super::{DRIVERS, Driver, normalized};

    #[test]
    fn the_table_is_sorted_and_every_name_is_found() {
        let names: Vec<String> = DRIVERS
            .iter()
            .map(|driver| normalized(driver.name))
            .collect();
        assert!(names.is_sorted_by(|before, after| before < after));
        for driver in &DRIVERS {
            assert_eq!(Driver::find(driver.name), Some(driver));
            assert_eq!(Driver::find(&driver.name.to_uppercase()), Some(driver));
        }
    }
}

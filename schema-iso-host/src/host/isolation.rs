//! `Isolation`: the settings by which PostgreSQL itself keeps plugins apart.

/// The settings of a session by which PostgreSQL keeps plugins apart, beside the types.
///
/// The types keep plugins apart in every case, and tables are always named with
/// their schema. The higher levels add what the types cannot see, such as SQL that
/// a function of the plugin runs.
///
/// ```
/// use schema_iso_host::Isolation;
///
/// assert_eq!(Isolation::default(), Isolation::SearchPath);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Isolation {
    /// No setting but `application_name`, and no statement that is prepared by name, unless
    /// [`PoolOptions::max_prepared_statements`](crate::PoolOptions::max_prepared_statements) asks
    /// for it. This is the level for a pooler that shares server connections between
    /// transactions, such as PgBouncer, where a setting would stay for the next client.
    /// Migrations need an address that does not lead through it
    /// ([`HostBuilder::migration_url`](crate::HostBuilder::migration_url)).
    Qualified,
    /// The search path: names without a schema are the plugin's own.
    #[default]
    SearchPath,
    /// The search path and a role of the plugin's own, which may use the plugin's
    /// schema and nothing else (ISO-11).
    ///
    /// PostgreSQL lets a session take back `SET ROLE`. A function that does so by dynamic
    /// SQL has the rights of the host's role again; the migration check refuses the
    /// statement and warns of dynamic SQL.
    Roles,
    /// The search path and a login of the plugin's own, which is a member of nothing and may use
    /// the plugin's schema and nothing else (ISO-11), on connections that serve no other plugin.
    ///
    /// There is nothing that a session could take back.
    /// [`HostBuilder::logins`](crate::HostBuilder::logins) says with which passwords the plugins log
    /// in. [`Host::transaction`](crate::Host::transaction) is refused, since one connection would
    /// serve several plugins.
    Logins,
}

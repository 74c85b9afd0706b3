//! What follows from a finding.

/// What follows when the database is not as the plugins say.
///
/// ```
/// use schema_iso_host::{Host, Policy};
///
/// let builder = Host::builder("postgres://localhost/app")
///     .missing_migrations(Policy::Refuse)
///     .check_drift(Policy::Report);
/// # drop(builder);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Policy {
    /// The boot goes on, and the report says so.
    Report,
    /// The boot stops.
    Refuse,
}

//! `Policy`: whether a finding stops the boot.

/// Whether the boot stops if the database is not as the plugins declare.
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

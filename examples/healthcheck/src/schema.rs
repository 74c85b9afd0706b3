//! The tables.

use chrono::{DateTime, Utc};
use schema_iso_diesel::{plugin_enum, plugin_table, plugin_tables};

/// How something is.
#[plugin_enum]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// As it should be.
    Healthy,
    /// It works, but.
    Degraded,
    /// It does not work.
    Failing,
}

/// Something that is checked.
#[plugin_table]
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Its id.
    #[column(default = "nextval('checks_id_seq')")]
    pub id: i32,
    /// Its name.
    #[column(max_length = 80, unique)]
    pub name: String,
    /// Whether it is checked at present.
    #[column(default = "true")]
    pub enabled: bool,
    /// How it was the last time.
    #[column(default = "'healthy'")]
    pub last: Health,
}

/// How something was, once.
#[plugin_table(table = "results")]
#[derive(Debug, Clone, PartialEq)]
pub struct CheckResult {
    /// Its id.
    #[column(default = "nextval('results_id_seq')")]
    pub id: i64,
    /// What was checked.
    #[column(references = checks, on_delete = cascade, index)]
    pub check_id: i32,
    /// How it was.
    pub health: Health,
    /// What else is known.
    #[column(default = "'{}'")]
    pub details: serde_json::Value,
    /// When that was.
    #[column(default = "now()")]
    pub checked_at: DateTime<Utc>,
}

/// A time during which something was not as it should be.
#[plugin_table]
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// Its id.
    #[column(default = "nextval('incidents_id_seq')")]
    pub id: i64,
    /// What is concerned.
    #[column(references = checks, on_delete = cascade)]
    pub check_id: i32,
    /// How bad it was at its worst.
    pub worst: Health,
    /// When it began.
    #[column(default = "now()")]
    pub opened_at: DateTime<Utc>,
    /// When it ended.
    pub closed_at: Option<DateTime<Utc>>,
}

plugin_tables![checks, results, incidents];

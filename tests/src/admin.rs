//! The tests' own view of a database.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Text};
use schema_iso_host::testing::TestDatabase;

/// A connection with all rights, that no host knows of.
#[expect(missing_debug_implementations, reason = "Diesel's connection has none")]
pub struct Admin(PgConnection);

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Nullable<Text>)]
    value: Option<String>,
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    value: bool,
}

impl Admin {
    /// Connects to a database.
    #[must_use]
    pub fn of(database: &TestDatabase) -> Self {
        Self::at(&database.url())
    }

    /// Connects to an address.
    #[must_use]
    pub fn at(url: &str) -> Self {
        Self(PgConnection::establish(url).unwrap())
    }

    /// Connects to an address, unless the server refuses.
    pub fn try_at(url: &str) -> Result<Self, String> {
        let connected = PgConnection::establish(url);
        connected.map(Self).map_err(|error| error.to_string())
    }

    /// Runs statements.
    #[track_caller]
    pub fn run(&mut self, sql: &str) {
        if let Err(error) = self.0.batch_execute(sql) {
            panic!("{error}: {sql}");
        }
    }

    /// Runs a statement that may fail.
    pub fn try_run(&mut self, sql: &str) -> Result<(), String> {
        self.0.batch_execute(sql).map_err(|error| error.to_string())
    }

    /// The one column of a query, as text.
    #[track_caller]
    pub fn texts(&mut self, query: &str) -> Vec<String> {
        let sql = format!("SELECT q.value::text AS value FROM ({query}) q (value)");
        let rows: Vec<Row> = diesel::sql_query(sql)
            .load(&mut self.0)
            .unwrap_or_else(|error| panic!("{error}: {query}"));
        let values = rows.into_iter().map(|row| row.value);
        values
            .map(|value| value.unwrap_or_else(|| "NULL".into()))
            .collect()
    }

    /// The one value of a query, as text.
    #[track_caller]
    pub fn text(&mut self, query: &str) -> String {
        let mut texts = self.texts(query);
        assert_eq!(texts.len(), 1, "{query}");
        texts.remove(0)
    }

    /// Whether a condition holds.
    #[track_caller]
    pub fn holds(&mut self, condition: &str) -> bool {
        let sql = format!("SELECT coalesce({condition}, false) AS value");
        let answer: Answer = diesel::sql_query(sql)
            .get_result(&mut self.0)
            .unwrap_or_else(|error| panic!("{error}: {condition}"));
        answer.value
    }

    /// Whether there is a relation of a name, with its schema.
    #[track_caller]
    pub fn has(&mut self, relation: &str) -> bool {
        self.holds(&format!("to_regclass('{relation}') IS NOT NULL"))
    }

    /// Everything in a schema that a migration can make or change, in a form that can be
    /// compared.
    pub fn catalogue(&mut self, schema: &str) -> Vec<String> {
        self.texts(&format!(
            "SELECT concat_ws(' ', c.relkind, c.relname, \
                    rank() OVER (PARTITION BY c.oid ORDER BY attnum), a.attname, \
                    format_type(a.atttypid, a.atttypmod), a.attnotnull, \
                    pg_get_expr(d.adbin, d.adrelid)) AS value \
             FROM pg_class c LEFT JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped \
             LEFT JOIN pg_attrdef d ON adrelid = c.oid AND adnum = attnum \
             WHERE relnamespace = '{schema}'::regnamespace \
             UNION ALL SELECT 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) \
             FROM pg_constraint WHERE connamespace = '{schema}'::regnamespace \
             UNION ALL SELECT 'type ' || typname || ' ' \
                    || ARRAY(SELECT enumlabel FROM pg_enum WHERE enumtypid = t.oid \
                             ORDER BY enumsortorder)::text \
             FROM pg_type t WHERE typnamespace = '{schema}'::regnamespace \
             UNION ALL SELECT 'routine ' || pg_get_functiondef(oid) \
             FROM pg_proc WHERE pronamespace = '{schema}'::regnamespace ORDER BY value"
        ))
    }
}

//! The tables and enums of the plugins, read from the catalogue of the database.

use std::collections::HashMap;

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Integer, Nullable, Text};

use super::super::plan::Plan;

/// The tables and enums of the plugins' schemas, by schema and name.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    tables: HashMap<(String, String), Table>,
    enums: HashMap<(String, String), Vec<String>>,
}

/// A table of the database.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) indexes: Vec<Index>,
    pub(super) foreign_keys: Vec<ForeignKey>,
}

#[derive(Debug, QueryableByName)]
pub(super) struct Column {
    #[diesel(sql_type = Text)]
    schema: String,
    #[diesel(sql_type = Text)]
    table: String,
    /// Nothing for a table without columns.
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) name: Option<String>,
    #[diesel(sql_type = Bool)]
    pub(super) nullable: bool,
    #[diesel(sql_type = Bool)]
    pub(super) has_default: bool,
    #[diesel(sql_type = Bool)]
    pub(super) array: bool,
    #[diesel(sql_type = Text)]
    pub(super) type_schema: String,
    #[diesel(sql_type = Text)]
    pub(super) type_name: String,
    /// What a domain is made of.
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) base_type: Option<String>,
    #[diesel(sql_type = Nullable<Integer>)]
    pub(super) max_length: Option<i32>,
}

#[derive(Debug, QueryableByName)]
pub(super) struct Index {
    #[diesel(sql_type = Text)]
    schema: String,
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Array<Text>)]
    pub(super) columns: Vec<String>,
    #[diesel(sql_type = Text)]
    pub(super) method: String,
    #[diesel(sql_type = Bool)]
    pub(super) primary: bool,
    #[diesel(sql_type = Bool)]
    pub(super) unique: bool,
    #[diesel(sql_type = Bool)]
    pub(super) partial: bool,
}

#[derive(Debug, QueryableByName)]
pub(super) struct ForeignKey {
    #[diesel(sql_type = Text)]
    schema: String,
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Array<Text>)]
    pub(super) columns: Vec<String>,
    #[diesel(sql_type = Text)]
    pub(super) target: String,
    #[diesel(sql_type = Array<Text>)]
    pub(super) target_columns: Vec<String>,
}

#[derive(QueryableByName)]
struct Enum {
    #[diesel(sql_type = Text)]
    schema: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Array<Text>)]
    labels: Vec<String>,
}

const COLUMNS: &str = "\
SELECT n.nspname::text AS schema, relname::text AS table, attname::text AS name, \
       coalesce(NOT attnotnull, true) AS nullable, \
       coalesce(atthasdef OR attidentity <> '', false) AS has_default, \
       coalesce(t.typcategory = 'A', false) AS array, \
       coalesce(tn.nspname, '')::text AS type_schema, \
       coalesce(e.typname, t.typname, '')::text AS type_name, \
       b.typname::text AS base_type, \
       CASE WHEN coalesce(e.typname, t.typname) IN ('varchar', 'bpchar') AND atttypmod > 4 \
            THEN atttypmod - 4 END AS max_length \
FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace \
LEFT JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped \
LEFT JOIN pg_type t ON t.oid = atttypid \
LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A' \
LEFT JOIN pg_namespace tn ON tn.oid = coalesce(e.typnamespace, t.typnamespace) \
LEFT JOIN pg_type b ON b.oid = t.typbasetype \
WHERE n.nspname = ANY ($1) AND relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY attnum";

const INDEXES: &str = "\
SELECT n.nspname::text AS schema, c.relname::text AS table, amname::text AS method, \
       indisprimary AS primary, indisunique AS unique, indpred IS NOT NULL AS partial, \
       ARRAY(SELECT coalesce(attname::text, '') FROM unnest(indkey) WITH ORDINALITY k (attnum, place) \
             LEFT JOIN pg_attribute a ON attrelid = c.oid AND a.attnum = k.attnum AND k.attnum > 0 \
             WHERE place <= indnkeyatts ORDER BY place) AS columns \
FROM pg_index x JOIN pg_class c ON c.oid = indrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
JOIN pg_class i ON i.oid = indexrelid JOIN pg_am ON pg_am.oid = i.relam \
WHERE n.nspname = ANY ($1) AND indisvalid";

const FOREIGN_KEYS: &str = "\
SELECT n.nspname::text AS schema, c.relname::text AS table, f.relname::text AS target, \
       ARRAY(SELECT attname::text FROM unnest(conkey) WITH ORDINALITY k (attnum, place) \
             JOIN pg_attribute a ON attrelid = conrelid AND a.attnum = k.attnum ORDER BY place) \
         AS columns, \
       ARRAY(SELECT attname::text FROM unnest(confkey) WITH ORDINALITY k (attnum, place) \
             JOIN pg_attribute a ON attrelid = confrelid AND a.attnum = k.attnum ORDER BY place) \
         AS target_columns \
FROM pg_constraint JOIN pg_class c ON c.oid = conrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
JOIN pg_class f ON f.oid = confrelid AND f.relnamespace = c.relnamespace \
WHERE contype = 'f' AND n.nspname = ANY ($1)";

const ENUMS: &str = "\
SELECT n.nspname::text AS schema, typname::text AS name, \
       ARRAY(SELECT enumlabel::text FROM pg_enum WHERE enumtypid = t.oid ORDER BY enumsortorder) \
         AS labels \
FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace \
WHERE typtype = 'e' AND n.nspname = ANY ($1)";

impl Catalogue {
    pub(super) fn read(pg: &mut PgConnection, plans: &[Plan]) -> QueryResult<Self> {
        let schemas: Vec<&str> = plans.iter().map(Plan::schema).collect();
        let ask = |sql: &'static str| diesel::sql_query(sql).bind::<Array<Text>, _>(&schemas);
        let mut catalogue = Self::default();
        let columns: Vec<Column> = ask(COLUMNS).load(pg)?;
        for column in columns {
            let table = catalogue.entry(&column.schema, &column.table);
            table.columns.push(column);
        }
        let indexes: Vec<Index> = ask(INDEXES).load(pg)?;
        for index in indexes {
            let table = catalogue.entry(&index.schema, &index.table);
            table.indexes.push(index);
        }
        let foreign_keys: Vec<ForeignKey> = ask(FOREIGN_KEYS).load(pg)?;
        for key in foreign_keys {
            let table = catalogue.entry(&key.schema, &key.table);
            table.foreign_keys.push(key);
        }
        let enums: Vec<Enum> = ask(ENUMS).load(pg)?;
        catalogue.enums = enums
            .into_iter()
            .map(|found| ((found.schema, found.name), found.labels))
            .collect();
        Ok(catalogue)
    }

    fn entry(&mut self, schema: &str, table: &str) -> &mut Table {
        let key = (schema.to_owned(), table.to_owned());
        self.tables.entry(key).or_default()
    }

    pub(super) fn table(&self, schema: &str, name: &str) -> Option<&Table> {
        self.tables.get(&(schema.to_owned(), name.to_owned()))
    }

    pub(super) fn labels(&self, schema: &str, name: &str) -> Option<&[String]> {
        let key = (schema.to_owned(), name.to_owned());
        self.enums.get(&key).map(Vec::as_slice)
    }
}

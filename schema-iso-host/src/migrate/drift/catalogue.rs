//! The tables and enums of the plugins, read from the catalogue of the database.

use std::collections::HashMap;

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Integer, Nullable, Text};

use super::super::plan::Plan;
use super::super::tracker;

/// The tables and enums of the plugins' schemas, by schema and name.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    tables: HashMap<(String, String), Table>,
    enums: HashMap<(String, String), Vec<String>>,
}

/// A table or view of the database.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// PostgreSQL knows neither keys nor `NOT NULL` of a view.
    pub(super) is_view: bool,
    /// Whether a program could declare it: it is neither a partition nor an extension's.
    pub(super) is_declarable: bool,
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
    #[diesel(sql_type = Bool)]
    is_view: bool,
    #[diesel(sql_type = Bool)]
    is_declarable: bool,
    /// Nothing for a table without columns.
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) name: Option<String>,
    #[diesel(sql_type = Bool)]
    pub(super) nullable: bool,
    #[diesel(sql_type = Bool)]
    pub(super) has_default: bool,
    /// Whether nobody can write it: it is computed, or an identity that is always generated.
    #[diesel(sql_type = Bool)]
    pub(super) generated: bool,
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
    /// Whether all of it are columns.
    #[diesel(sql_type = Bool)]
    pub(super) plain: bool,
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
    /// PostgreSQL's letter for what a deletion does.
    #[diesel(sql_type = Text)]
    pub(super) on_delete: String,
    /// PostgreSQL's letter for what a change of the key does.
    #[diesel(sql_type = Text)]
    pub(super) on_update: String,
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

/// A domain is looked through, down to what it is made of: its length and its `NOT NULL` are those
/// of all domains on the way.
const COLUMNS: &str = "\
WITH RECURSIVE levels AS (\
    SELECT oid, typbasetype AS base, typtypmod AS typmod, typnotnull AS required \
    FROM pg_type WHERE typtype = 'd' \
    UNION ALL \
    SELECT l.oid, t.typbasetype, CASE l.typmod WHEN -1 THEN t.typtypmod ELSE l.typmod END, \
           l.required OR t.typnotnull \
    FROM levels l JOIN pg_type t ON t.oid = l.base WHERE t.typtype = 'd'), \
domains AS (\
    SELECT l.* FROM levels l JOIN pg_type t ON t.oid = l.base WHERE t.typtype <> 'd') \
SELECT n.nspname::text AS schema, relname::text AS table, attname::text AS name, \
       relkind IN ('v', 'm') AS is_view, \
       relkind IN ('r', 'p') AND NOT relispartition AND relname <> ALL ($2) \
           AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass \
                           AND objid = c.oid AND deptype = 'e') AS is_declarable, \
       NOT coalesce(attnotnull OR d.required, attnotnull, false) AS nullable, \
       coalesce(atthasdef OR attidentity <> '' OR t.typdefault IS NOT NULL, false) AS has_default, \
       coalesce(attgenerated <> '' OR attidentity = 'a', false) AS generated, \
       coalesce(t.typcategory = 'A', false) AS array, \
       coalesce(tn.nspname, '')::text AS type_schema, \
       coalesce(e.typname, t.typname, '')::text AS type_name, \
       b.typname::text AS base_type, \
       CASE WHEN coalesce(b.typname, e.typname, t.typname) IN ('varchar', 'bpchar') \
                 AND coalesce(nullif(atttypmod, -1), d.typmod, -1) > 4 \
            THEN coalesce(nullif(atttypmod, -1), d.typmod) - 4 END AS max_length \
FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace \
LEFT JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped \
LEFT JOIN pg_type t ON t.oid = atttypid \
LEFT JOIN domains d ON d.oid = atttypid \
LEFT JOIN pg_type b ON b.oid = d.base \
LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A' \
LEFT JOIN pg_namespace tn ON tn.oid = coalesce(e.typnamespace, t.typnamespace) \
WHERE n.nspname = ANY ($1) AND relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY attnum";

const INDEXES: &str = "\
SELECT n.nspname::text AS schema, c.relname::text AS table, amname::text AS method, \
       indisprimary AS primary, indisunique AS unique, indpred IS NOT NULL AS partial, \
       indexprs IS NULL AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) AS plain, \
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
         AS target_columns, \
       confdeltype::text AS on_delete, confupdtype::text AS on_update \
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
        let trackers = [tracker::TRACKER, tracker::CHECKSUMS];
        let columns: Vec<Column> = ask(COLUMNS)
            .bind::<Array<Text>, _>(trackers.as_slice())
            .load(pg)?;
        for column in columns {
            let table = catalogue.entry(&column.schema, &column.table);
            (table.is_view, table.is_declarable) = (column.is_view, column.is_declarable);
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

    /// The tables of a schema that a program could declare, by their names.
    pub(super) fn declarable(&self, schema: &str) -> Vec<&str> {
        let tables = self.tables.iter();
        let mut names: Vec<&str> = tables
            .filter(|((of, _), table)| of == schema && table.is_declarable)
            .map(|((_, name), _)| name.as_str())
            .collect();
        names.sort_unstable();
        names
    }

    pub(super) fn labels(&self, schema: &str, name: &str) -> Option<&[String]> {
        let key = (schema.to_owned(), name.to_owned());
        self.enums.get(&key).map(Vec::as_slice)
    }
}

//! The history of an application without plugins: 100 migrations, all of them in `public`.
//!
//! Three parts of the application have eleven tables each, one of every shape, and three migrations
//! a table: it is made, it is changed, it gets rows.

use std::fs;
use std::path::Path;

/// One part of the application, which is to be a plugin.
pub(crate) struct Part {
    pub(crate) id: &'static str,
    /// What the names of its types, functions and views begin with.
    noun: &'static str,
    /// By their shapes.
    pub(crate) tables: [&'static str; 11],
}

pub(crate) const PARTS: [Part; 3] = [
    Part {
        id: "accounts",
        noun: "account",
        tables: [
            "users",
            "sessions",
            "profiles",
            "emails",
            "teams",
            "logins",
            "addresses",
            "credits",
            "badges",
            "notices",
            "absences",
        ],
    },
    Part {
        id: "catalogue",
        noun: "product",
        tables: [
            "products",
            "variants",
            "descriptions",
            "barcodes",
            "suppliers",
            "views",
            "stores",
            "prices",
            "shelves",
            "reviews",
            "offers",
        ],
    },
    Part {
        id: "orders",
        noun: "order",
        tables: [
            "orders",
            "lines",
            "receipts",
            "vouchers",
            "carts",
            "shipments",
            "depots",
            "payments",
            "queues",
            "remarks",
            "slots",
        ],
    },
];

/// What Diesel's command line writes first into every directory.
const INITIAL_SETUP: &str = "\
CREATE OR REPLACE FUNCTION diesel_manage_updated_at(_tbl regclass) RETURNS VOID AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER set_updated_at BEFORE UPDATE ON %s
                    FOR EACH ROW EXECUTE PROCEDURE diesel_set_updated_at()', _tbl);
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION diesel_set_updated_at() RETURNS trigger AS $$
BEGIN
    IF (
        NEW IS DISTINCT FROM OLD AND
        NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at
    ) THEN
        NEW.updated_at := current_timestamp;
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;
";

/// The three migrations of a table, by its shape. `T` is the table, `N` the noun, `R` the first
/// table of the part, `L` the one that is written to by a trigger.
const SHAPES: [[&str; 3]; 11] = [
    [
        "CREATE EXTENSION IF NOT EXISTS citext; \
         CREATE TABLE T (id serial PRIMARY KEY, name text NOT NULL, email citext UNIQUE, ref int);",
        "ALTER TABLE T ADD CONSTRAINT T_name_check CHECK (name <> ''); COMMENT ON TABLE T IS 'The first of all.';",
        "INSERT INTO T (name, email) SELECT 'name ' || n, n || '@example.com' FROM generate_series(1, 20) n;",
    ],
    [
        "CREATE TYPE N_state AS ENUM ('draft', 'live'); \
         CREATE TABLE T (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, \
             state N_state NOT NULL DEFAULT 'draft', parent int NOT NULL REFERENCES R ON DELETE CASCADE);",
        "CREATE INDEX T_by_parent ON T (parent); CREATE INDEX ON T (id) WHERE state = 'live';",
        "INSERT INTO T (state, parent) SELECT 'live', id FROM R;",
    ],
    [
        "CREATE TABLE T (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), data jsonb NOT NULL DEFAULT '{}');",
        "CREATE INDEX ON T USING gin (data);",
        "INSERT INTO T (data) SELECT jsonb_build_object('n', n) FROM generate_series(1, 5) n;",
    ],
    [
        "CREATE DOMAIN N_code AS text CHECK (VALUE ~ '^[A-Z]+$'); \
         CREATE TABLE T (id serial PRIMARY KEY, code N_code NOT NULL);",
        "CREATE UNIQUE INDEX ON T (code) WHERE id > 1; ALTER SEQUENCE T_id_seq INCREMENT BY 2;",
        "INSERT INTO T (code) VALUES ('AA'), ('BB');",
    ],
    [
        "CREATE TABLE T (id serial PRIMARY KEY, title text NOT NULL, updated_at timestamp NOT NULL DEFAULT now());",
        "SELECT diesel_manage_updated_at('T');",
        "INSERT INTO T (title, updated_at) VALUES ('old', '2020-01-01');",
    ],
    [
        "CREATE TABLE T (at date NOT NULL, id int NOT NULL, PRIMARY KEY (at, id)) PARTITION BY RANGE (at); \
         CREATE TABLE \"N Archive\" PARTITION OF T DEFAULT;",
        "CREATE TABLE T_2026 PARTITION OF T FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
        "INSERT INTO T VALUES ('2025-05-05', 1), ('2026-05-05', 2);",
    ],
    [
        "CREATE TYPE N_place AS (zip text, street text); \
         CREATE FUNCTION N_zip(place N_place) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ($1).zip'; \
         CREATE TABLE T (id serial PRIMARY KEY, place N_place);",
        "CREATE INDEX ON T (N_zip(place));",
        "INSERT INTO T (place) VALUES (('12345', 'Main street')), (NULL);",
    ],
    [
        "CREATE TABLE T (id serial PRIMARY KEY, amount numeric(10, 2) NOT NULL);",
        "CREATE VIEW N_totals AS SELECT sum(amount) AS total FROM T; \
         CREATE MATERIALIZED VIEW N_counts AS SELECT count(*) AS rows FROM T; \
         CREATE UNIQUE INDEX ON N_counts (rows);",
        "INSERT INTO T (amount) VALUES (1.50), (2.25); REFRESH MATERIALIZED VIEW N_counts;",
    ],
    [
        "CREATE SEQUENCE N_numbers START 100; \
         CREATE TABLE T (number int PRIMARY KEY DEFAULT nextval('N_numbers'), other int DEFAULT nextval('N_numbers'));",
        "CREATE FUNCTION N_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT \
             AS 'BEGIN INSERT INTO L (body) VALUES (NEW.number::text); RETURN NEW; END';",
        "INSERT INTO T DEFAULT VALUES;",
    ],
    [
        "CREATE TABLE T (id bigserial PRIMARY KEY, body text NOT NULL, \
             search tsvector GENERATED ALWAYS AS (to_tsvector('english', body)) STORED); \
         CREATE INDEX ON T USING gin (search);",
        "CREATE STATISTICS T_both ON id, body FROM T; \
         CREATE TRIGGER note AFTER INSERT ON B FOR EACH ROW EXECUTE FUNCTION N_note();",
        "INSERT INTO T (body) VALUES ('some words'); INSERT INTO B DEFAULT VALUES;",
    ],
    [
        "CREATE TYPE N_span AS RANGE (subtype = int4); \
         CREATE TABLE T (id serial PRIMARY KEY, span N_span, tags text[] NOT NULL DEFAULT '{}');",
        "ALTER TABLE T ADD CONSTRAINT T_apart EXCLUDE USING gist (span WITH &&); CREATE INDEX ON T USING hash (id);",
        "INSERT INTO T (span, tags) VALUES (N_span(1, 5), '{a,b}'), ('[7,9)', '{}');",
    ],
];

/// What crosses from one part to another, or says `public`, by table and step.
const ODDITIES: [(&str, usize, &str); 3] = [
    (
        "orders",
        1,
        "ALTER TABLE orders ADD FOREIGN KEY (ref) REFERENCES users;",
    ),
    (
        "payments",
        1,
        "CREATE VIEW sales_by_user AS SELECT u.name, count(o.id) AS sales \
         FROM users u LEFT JOIN orders o ON o.ref = u.id GROUP BY u.name;",
    ),
    (
        "shelves",
        1,
        "CREATE OR REPLACE FUNCTION product_note() RETURNS trigger LANGUAGE plpgsql \
             AS 'BEGIN INSERT INTO public.reviews (body) VALUES (NEW.number::text); RETURN NEW; END';",
    ),
];

/// A text in which single capital letters stand for names.
fn filled(text: &str, part: &Part, table: &str) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['T', 'N', 'R', 'L', 'B']) {
        let (before, from) = rest.split_at(at);
        filled.push_str(before);
        let beside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let last = filled.chars().last();
        let alone = !beside(last) && last != Some('.') && !beside(from.chars().nth(1));
        let name = match &from[..1] {
            "T" => table,
            "N" => part.noun,
            "R" => part.tables[0],
            "L" => part.tables[9],
            _ => part.tables[8],
        };
        filled.push_str(if alone { name } else { &from[..1] });
        rest = &from[1..];
    }
    filled.push_str(rest);
    filled
}

fn write(directory: &Path, name: &str, up: &str) {
    let directory = directory.join(name);
    fs::create_dir_all(&directory).unwrap();
    fs::write(directory.join("up.sql"), up).unwrap();
    fs::write(directory.join("down.sql"), "SELECT 1;").unwrap();
}

/// Writes the 100 migrations.
pub(crate) fn write_all(directory: &Path) {
    write(
        directory,
        "00000000000000_diesel_initial_setup",
        INITIAL_SETUP,
    );
    let mut number = 0;
    for (shape, steps) in SHAPES.iter().enumerate() {
        for (step, text) in steps.iter().enumerate() {
            for part in &PARTS {
                number += 1;
                let table = part.tables[shape];
                let mut up = filled(text, part, table);
                for (_, _, odd) in ODDITIES
                    .iter()
                    .filter(|odd| (odd.0, odd.1) == (table, step))
                {
                    up.push_str(odd);
                }
                let verb = ["create", "change", "fill"][step];
                let name = format!("2024-03-{:02}-{number:06}_{verb}_{table}", 1 + shape);
                write(directory, &name, &up);
            }
        }
    }
    assert_eq!(fs::read_dir(directory).unwrap().count(), 100);
}

/// Copies the migrations of one part, with Diesel's own, as they are, save for what ISO-06 refuses.
pub(crate) fn copy_of(part: &Part, from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let is_of_part = |table: &&str| name.ends_with(&format!("_{table}"));
        if name.starts_with("0000") || part.tables.iter().any(is_of_part) {
            let up = fs::read_to_string(entry.path().join("up.sql")).unwrap();
            let up = up.replace("CREATE EXTENSION IF NOT EXISTS citext; ", "");
            write(to, &name, &up);
        }
    }
}

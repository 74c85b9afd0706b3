//! Escapes to the rows of another plugin.

use super::{Family, Gain};

const STOLEN: &str = "EXISTS (SELECT FROM {thief}.loot WHERE secret = 'hush')";

pub(crate) const ROWS: Family = Family {
    name: "reading another plugin's rows",
    gain: Gain::Rows,
    rows: &[
        (
            "`SELECT` by the qualified name",
            "",
            "(SELECT secret = 'hush' FROM {victim}.secrets)",
        ),
        (
            "`SELECT` after `SET search_path`",
            "SET search_path TO {victim}; SELECT secret FROM secrets",
            "",
        ),
        (
            "`INSERT … SELECT`",
            "INSERT INTO {thief}.loot (secret) SELECT secret FROM {victim}.secrets",
            STOLEN,
        ),
        (
            "`EXECUTE` in a function of a migration",
            "SELECT {thief}.run('INSERT INTO loot (secret) SELECT secret FROM {victim}.secrets')",
            STOLEN,
        ),
        (
            "`EXECUTE` in a function with its owner's rights",
            "SELECT {thief}.run_as_owner('INSERT INTO loot (secret) SELECT secret FROM {victim}.secrets')",
            STOLEN,
        ),
        (
            "a trigger of its own",
            "CREATE TEMP TABLE bait (); CREATE FUNCTION pg_temp.t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO {thief}.loot (secret) SELECT secret FROM {victim}.secrets; RETURN NULL; END'; CREATE TRIGGER t AFTER INSERT ON bait FOR EACH ROW EXECUTE FUNCTION pg_temp.t(); INSERT INTO bait DEFAULT VALUES",
            STOLEN,
        ),
        (
            "a view that its owner role makes",
            "SELECT {thief}.run_as_owner('CREATE VIEW v AS SELECT secret FROM {victim}.secrets')",
            "(SELECT secret = 'hush' FROM {thief}.v)",
        ),
        (
            "a temporary view",
            "CREATE TEMP VIEW v AS SELECT secret FROM {victim}.secrets; SELECT secret FROM v",
            "",
        ),
        (
            "a materialized view that its owner role makes",
            "SELECT {thief}.run_as_owner('CREATE MATERIALIZED VIEW m AS SELECT secret FROM {victim}.secrets')",
            "",
        ),
        (
            "a view with a rule of its own",
            "CREATE TEMP TABLE r (); CREATE RULE r AS ON INSERT TO r DO INSTEAD INSERT INTO {thief}.loot (secret) SELECT secret FROM {victim}.secrets; INSERT INTO r DEFAULT VALUES",
            STOLEN,
        ),
        (
            "`query_to_xml`",
            "",
            "query_to_xml('SELECT * FROM {victim}.secrets', true, false, '')::text LIKE '%hush%'",
        ),
        (
            "`table_to_xml`",
            "",
            "table_to_xml('{victim}.secrets', true, false, '')::text LIKE '%hush%'",
        ),
        (
            "`schema_to_xml`",
            "",
            "schema_to_xml('{victim}', true, false, '')::text LIKE '%hush%'",
        ),
        (
            "`database_to_xml`",
            "",
            "database_to_xml(true, false, '')::text LIKE '%hush%'",
        ),
        (
            "`ts_stat`",
            "",
            "(SELECT count(*) > 0 FROM ts_stat('SELECT to_tsvector(secret) FROM {victim}.secrets'))",
        ),
        (
            "`DECLARE CURSOR`",
            "DECLARE c CURSOR FOR SELECT secret FROM {victim}.secrets; FETCH c",
            "",
        ),
        (
            "`PREPARE` and `EXECUTE`",
            "PREPARE p AS SELECT secret FROM {victim}.secrets; EXECUTE p",
            "",
        ),
        (
            "`EXPLAIN ANALYZE`",
            "EXPLAIN ANALYZE SELECT secret FROM {victim}.secrets",
            "",
        ),
        (
            "`TABLESAMPLE`",
            "SELECT secret FROM {victim}.secrets TABLESAMPLE BERNOULLI (100)",
            "",
        ),
        (
            "`SELECT` of a system column",
            "SELECT xmin, ctid FROM {victim}.secrets",
            "",
        ),
        (
            "`currtid2`",
            "SELECT currtid2('{victim}.secrets', '(0,1)')",
            "",
        ),
        ("another plugin's view", "SELECT * FROM {victim}.peek", ""),
        (
            "another plugin's materialized view",
            "SELECT * FROM {victim}.kept",
            "",
        ),
        (
            "another plugin's function",
            "",
            "{victim}.reveal() = 'hush'",
        ),
        (
            "another plugin's function with its owner's rights",
            "",
            "{victim}.reveal_as_owner() = 'hush'",
        ),
        (
            "another plugin's function as an operator",
            "CREATE OPERATOR pg_temp.!! (RIGHTARG = text, FUNCTION = {victim}.same); SELECT OPERATOR(pg_temp.!!) 'x'::text",
            "",
        ),
        (
            "another plugin's function as an aggregate",
            "CREATE AGGREGATE pg_temp.a(text) (SFUNC = {victim}.latter, STYPE = text); SELECT pg_temp.a('x'::text)",
            "",
        ),
        (
            "another plugin's function by its oid in a trigger",
            "CREATE TEMP TABLE bait (); CREATE TRIGGER t AFTER INSERT ON bait FOR EACH STATEMENT EXECUTE FUNCTION {victim}.noted(); INSERT INTO bait DEFAULT VALUES",
            "",
        ),
        (
            "`pg_stats`: values of columns",
            "",
            "EXISTS (SELECT FROM pg_stats WHERE schemaname = '{victim}')",
        ),
        (
            "`pg_stats_ext`",
            "",
            "EXISTS (SELECT FROM pg_stats_ext WHERE schemaname = '{victim}')",
        ),
        ("`pg_statistic`", "SELECT stavalues1 FROM pg_statistic", ""),
        (
            "`pg_statistic_ext_data`",
            "SELECT stxdmcv FROM pg_statistic_ext_data",
            "",
        ),
        (
            "`CREATE STATISTICS` on another plugin's table",
            "CREATE STATISTICS pg_temp.s ON id, secret FROM {victim}.secrets",
            "",
        ),
        (
            "a foreign key of its own table to another plugin's: existence of keys",
            "SELECT {thief}.run_as_owner('CREATE TABLE f (id int REFERENCES {victim}.secrets)'); INSERT INTO {thief}.f VALUES (1)",
            "",
        ),
        (
            "a foreign key of a temporary table",
            "CREATE TEMP TABLE f (id int REFERENCES {victim}.secrets)",
            "",
        ),
        (
            "`INHERITS` of another plugin's table",
            "CREATE TEMP TABLE f () INHERITS ({victim}.secrets)",
            "",
        ),
        (
            "`ATTACH PARTITION` of another plugin's table",
            "SELECT {thief}.run_as_owner('CREATE TABLE f (id int NOT NULL, secret text, mood {victim}.mood) PARTITION BY LIST (id)'); ALTER TABLE {thief}.f ATTACH PARTITION {victim}.secrets DEFAULT",
            "",
        ),
        (
            "`lo_get` of another plugin's large object",
            "",
            "convert_from(lo_get(4711), 'UTF8') = 'hush'",
        ),
        (
            "`lo_open` of another plugin's large object",
            "SELECT loread(lo_open(4711, 262144), 4)",
            "",
        ),
        ("`pg_largeobject`", "SELECT data FROM pg_largeobject", ""),
        (
            "another session's temporary table",
            "DO $$ BEGIN EXECUTE (SELECT format('SELECT secret FROM %s', oid::regclass) FROM pg_class WHERE relname = 'diary'); END $$",
            "",
        ),
        (
            "another plugin's sequence",
            "SELECT last_value FROM {victim}.secrets_id_seq",
            "",
        ),
        (
            "a logical replication slot",
            "SELECT pg_create_logical_replication_slot('escaped', 'test_decoding', true)",
            "",
        ),
        (
            "`CREATE PUBLICATION` of another plugin's table",
            "CREATE PUBLICATION escaped FOR TABLE {victim}.secrets",
            "",
        ),
        (
            "`CREATE PUBLICATION FOR ALL TABLES`",
            "CREATE PUBLICATION escaped FOR ALL TABLES",
            "",
        ),
    ],
    alone: false,
};

//! Escapes that change what is another plugin's.

use super::{Family, Gain};

pub(crate) const WRITING: Family = Family {
    name: "changing what is another plugin's",
    gain: Gain::Rows,
    rows: &[
        (
            "`INSERT`",
            "INSERT INTO {victim}.secrets (secret) VALUES ('false')",
            "",
        ),
        (
            "`UPDATE`",
            "UPDATE {victim}.secrets SET secret = 'false'",
            "",
        ),
        ("`DELETE`", "DELETE FROM {victim}.secrets", ""),
        (
            "`MERGE`",
            "MERGE INTO {victim}.secrets USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
            "",
        ),
        ("`TRUNCATE`", "TRUNCATE {victim}.secrets", ""),
        ("`DROP TABLE`", "DROP TABLE {victim}.secrets CASCADE", ""),
        ("`DROP SCHEMA`", "DROP SCHEMA {victim} CASCADE", ""),
        (
            "`ALTER TABLE … ADD`",
            "ALTER TABLE {victim}.secrets ADD more int",
            "",
        ),
        (
            "`ALTER TABLE … OWNER TO` itself",
            "ALTER TABLE {victim}.secrets OWNER TO CURRENT_USER",
            "",
        ),
        (
            "`ALTER TABLE … SET SCHEMA`",
            "ALTER TABLE {victim}.secrets SET SCHEMA {thief}",
            "",
        ),
        (
            "`ALTER SCHEMA … RENAME`",
            "ALTER SCHEMA {victim} RENAME TO escaped",
            "",
        ),
        (
            "`ALTER SCHEMA … OWNER TO` itself",
            "ALTER SCHEMA {victim} OWNER TO CURRENT_USER",
            "",
        ),
        (
            "`ALTER TABLE … DISABLE TRIGGER`",
            "ALTER TABLE {victim}.secrets DISABLE TRIGGER ALL",
            "",
        ),
        (
            "`CREATE TRIGGER` on another plugin's table",
            "CREATE TRIGGER t AFTER INSERT ON {victim}.secrets FOR EACH ROW EXECUTE FUNCTION {thief}.watch()",
            "",
        ),
        (
            "`CREATE RULE` on another plugin's table",
            "CREATE RULE r AS ON INSERT TO {victim}.secrets DO ALSO INSERT INTO {thief}.loot (secret) VALUES (NEW.secret)",
            "",
        ),
        (
            "`CREATE POLICY` on another plugin's table",
            "CREATE POLICY p ON {victim}.secrets USING (true)",
            "",
        ),
        (
            "`CREATE INDEX` with a function of its own on another plugin's table",
            "CREATE INDEX ON {victim}.secrets ({thief}.index_it(secret))",
            "",
        ),
        (
            "`CREATE OR REPLACE FUNCTION` of another plugin",
            "CREATE OR REPLACE FUNCTION {victim}.reveal() RETURNS text LANGUAGE sql AS 'SELECT ''false''::text'",
            "",
        ),
        (
            "`CREATE FUNCTION` in another plugin's schema",
            "CREATE FUNCTION {victim}.more() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "",
        ),
        (
            "`CREATE TABLE` in another plugin's schema",
            "CREATE TABLE {victim}.more ()",
            "",
        ),
        (
            "`ALTER TYPE` of another plugin",
            "ALTER TYPE {victim}.mood ADD VALUE 'false'",
            "",
        ),
        (
            "`CREATE CAST` of another plugin's type",
            "CREATE FUNCTION pg_temp.c({victim}.mood) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE CAST ({victim}.mood AS int) WITH FUNCTION pg_temp.c({victim}.mood)",
            "",
        ),
        (
            "`COMMENT ON` another plugin's table",
            "COMMENT ON TABLE {victim}.secrets IS 'false'",
            "",
        ),
        (
            "`ALTER SEQUENCE` of another plugin",
            "ALTER SEQUENCE {victim}.secrets_id_seq RESTART 1",
            "",
        ),
        (
            "`nextval` by the name",
            "SELECT nextval('{victim}.secrets_id_seq')",
            "",
        ),
        (
            "`nextval` by the oid from the catalogue",
            "SELECT nextval(oid::regclass) FROM pg_class WHERE relname = 'secrets_id_seq'",
            "",
        ),
        (
            "`setval` by the oid from the catalogue",
            "SELECT setval(oid::regclass, 99) FROM pg_class WHERE relname = 'secrets_id_seq'",
            "",
        ),
        (
            "`REFRESH MATERIALIZED VIEW` of another plugin",
            "REFRESH MATERIALIZED VIEW {victim}.kept",
            "",
        ),
        (
            "`REINDEX` of another plugin's table",
            "REINDEX TABLE {victim}.secrets",
            "",
        ),
        (
            "`lo_put` into another plugin's large object",
            "SELECT lo_put(4711, 0, 'false')",
            "",
        ),
        (
            "`lo_unlink` of another plugin's large object",
            "SELECT lo_unlink(4711)",
            "",
        ),
        (
            "`ALTER LARGE OBJECT … OWNER TO` itself",
            "ALTER LARGE OBJECT 4711 OWNER TO CURRENT_USER",
            "",
        ),
        (
            "`UPDATE pg_class`",
            "UPDATE pg_class SET relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user) WHERE relname = 'secrets'",
            "",
        ),
        (
            "`UPDATE pg_proc` through a view of its own",
            "CREATE TEMP VIEW v AS SELECT * FROM pg_proc; UPDATE v SET prosecdef = true WHERE proname = 'reveal'",
            "",
        ),
        (
            "rows of another plugin's migration tracker",
            "DELETE FROM {victim}.__diesel_schema_migrations",
            "",
        ),
        (
            "rows of its own migration tracker",
            "DELETE FROM {thief}.__diesel_schema_migrations",
            "",
        ),
        (
            "rows of its own migration tracker, as its owner role",
            "SELECT {thief}.run_as_owner('DELETE FROM __diesel_schema_migrations')",
            "",
        ),
    ],
    alone: false,
};

CREATE TEXT SEARCH CONFIGURATION public.plain (COPY = pg_catalog.simple);
ALTER TABLE items ADD COLUMN search tsvector
    GENERATED ALWAYS AS (setweight(to_tsvector('pg_catalog.english', coalesce(name, '')), 'A')) STORED;
CREATE INDEX items_search ON items USING gin (search);
CREATE DOMAIN public.slug AS text COLLATE "C" CHECK (VALUE ~ '^[a-z-]+$');
CREATE AGGREGATE public.product(numeric) (sfunc = numeric_mul, stype = numeric, initcond = '1');
CREATE OPERATOR public.=== (leftarg = text, rightarg = text, function = texteq, commutator = OPERATOR(public.===));
CREATE CAST (text AS public.slug) WITH INOUT AS ASSIGNMENT;
CREATE COLLATION german (provider = icu, locale = 'de-u-co-phonebk', deterministic = false);

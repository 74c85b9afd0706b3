DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'colour') THEN
        CREATE TYPE colour AS ENUM ('red', 'green');
    END IF;
    ALTER TABLE items ADD COLUMN colour colour;
EXCEPTION
    WHEN duplicate_object THEN NULL;
    WHEN duplicate_column THEN RAISE NOTICE 'column items.colour already exists';
END $$;
ALTER TYPE colour ADD VALUE IF NOT EXISTS 'blue' AFTER 'green';
DO LANGUAGE plpgsql $do$
DECLARE
    r record;
BEGIN
    FOR r IN (SELECT conname FROM pg_catalog.pg_constraint c
              JOIN pg_class t ON c.conrelid = t.oid WHERE t.relname = 'items' AND c.contype = 'c')
    LOOP
        RAISE NOTICE 'constraint %', r.conname;
    END LOOP;
END
$do$;

SET LOCAL lock_timeout = '3s';
ALTER TABLE items
    ADD COLUMN title text,
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ALTER COLUMN price TYPE bigint USING (price * 100)::bigint,
    ADD CONSTRAINT items_title CHECK (title IS NOT NULL) NOT VALID;
UPDATE items SET title = name WHERE title IS NULL;
ALTER TABLE items VALIDATE CONSTRAINT items_title;
ALTER TABLE items RENAME COLUMN name TO old_name;
ALTER INDEX items_search RENAME TO items_search_idx;
LOCK TABLE items IN ACCESS EXCLUSIVE MODE NOWAIT;
SAVEPOINT before_drop;
ALTER TABLE items DROP COLUMN old_name CASCADE;
RELEASE SAVEPOINT before_drop;

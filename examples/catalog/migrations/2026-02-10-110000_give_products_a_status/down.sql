DROP INDEX products_status_idx;

ALTER TABLE products DROP COLUMN status;

DROP INDEX users_alive_idx;

ALTER TABLE users DROP COLUMN deleted_at;

-- Nobody waits while it is built.
CREATE INDEX CONCURRENTLY users_alive_idx ON users (created_at) WHERE deleted_at IS NULL;

ALTER TABLE users ADD COLUMN deleted_at timestamptz;

CREATE INDEX users_alive_idx ON users (created_at) WHERE deleted_at IS NULL;

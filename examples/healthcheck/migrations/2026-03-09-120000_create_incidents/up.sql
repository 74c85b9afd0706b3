CREATE TABLE incidents (
    id bigserial PRIMARY KEY,
    check_id integer NOT NULL REFERENCES checks (id) ON DELETE CASCADE,
    worst health NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz
);

-- At most one at a time.
CREATE UNIQUE INDEX incidents_open_idx ON incidents (check_id) WHERE closed_at IS NULL;

ALTER TABLE checks ADD COLUMN last health NOT NULL DEFAULT 'healthy';

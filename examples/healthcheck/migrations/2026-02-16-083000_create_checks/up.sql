CREATE TYPE health AS ENUM ('healthy', 'degraded', 'failing');

CREATE TABLE checks (
    id serial PRIMARY KEY,
    name varchar(80) NOT NULL UNIQUE,
    enabled boolean NOT NULL DEFAULT true
);

CREATE TABLE results (
    id bigserial PRIMARY KEY,
    check_id integer NOT NULL REFERENCES checks (id) ON DELETE CASCADE,
    health health NOT NULL,
    details jsonb NOT NULL DEFAULT '{}',
    checked_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX results_check_id_idx ON results (check_id);

CREATE TABLE events (
    id bigserial,
    at timestamptz NOT NULL,
    kind smallint NOT NULL,
    payload jsonb COMPRESSION lz4,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY HASH (id);
CREATE TABLE events_2025_0 PARTITION OF events_2025 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE events_rest PARTITION OF events DEFAULT;
ALTER TABLE events DETACH PARTITION events_rest;
ALTER TABLE events ATTACH PARTITION events_rest FOR VALUES FROM (MINVALUE) TO ('2025-01-01');
CREATE STATISTICS events_stats (ndistinct, dependencies) ON at, kind FROM events;
ANALYZE events;

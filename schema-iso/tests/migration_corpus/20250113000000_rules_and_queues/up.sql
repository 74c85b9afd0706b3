CREATE TABLE jobs (
    id bigint GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY 5),
    payload json NOT NULL,
    taken_by int,
    run_at timestamp(3) without time zone DEFAULT (now() AT TIME ZONE 'utc')
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);
CREATE RULE no_delete AS ON DELETE TO public.jobs DO INSTEAD NOTHING;
CREATE FUNCTION take() RETURNS SETOF jobs LANGUAGE plpgsql AS $$
DECLARE
    batch CONSTANT int := 10;
BEGIN
    RETURN QUERY
    UPDATE jobs j SET taken_by = pg_backend_pid()
    WHERE j.id IN (SELECT q.id FROM jobs q WHERE q.taken_by IS NULL ORDER BY q.id
                   LIMIT batch FOR UPDATE SKIP LOCKED)
    RETURNING j.*;
    PERFORM pg_notify('jobs', json_build_object('taken', batch)::text);
END $$;
NOTIFY jobs, 'made';

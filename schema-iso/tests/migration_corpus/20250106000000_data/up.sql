INSERT INTO public.users (email, name) VALUES
    ('a@example.org', 'A; public.users'),
    ('b@example.org', E'B\'s \\ public.users'),
    ('c@example.org', $$C's public.users$$),
    ('d@example.org', U&'d\0061t')
ON CONFLICT (lower(email)) WHERE email IS NOT NULL DO UPDATE
    SET name = EXCLUDED.name || ' again', updated_at = now()
    WHERE users.name IS DISTINCT FROM EXCLUDED.name
RETURNING id;
UPDATE public.users AS public SET name = public.name || '!' WHERE public.id IS NOT NULL;
WITH moved AS (DELETE FROM public.groups WHERE status = 'gone' RETURNING *)
INSERT INTO groups SELECT * FROM moved;
MERGE INTO public.items AS i USING (VALUES (1, 'x')) AS v (id, name) ON i.id = v.id
WHEN MATCHED AND i.name IS NULL THEN UPDATE SET name = v.name
WHEN NOT MATCHED THEN INSERT (id, name) VALUES (v.id, v.name);

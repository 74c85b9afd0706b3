CREATE OR REPLACE VIEW live_groups WITH (security_barrier) AS
WITH RECURSIVE tree AS (
    SELECT g.id, g.owner_id, 1 AS depth FROM public.groups g WHERE g.status = 'live'
    UNION ALL
    SELECT g.id, g.owner_id, tree.depth + 1
    FROM public.groups AS g
    JOIN tree ON tree.id = g.id
    WHERE tree.depth < 5
)
SELECT tree.*, u.email,
       row_number() OVER (PARTITION BY tree.owner_id ORDER BY tree.depth DESC NULLS LAST) AS rank,
       count(*) FILTER (WHERE u.name <> '') OVER w AS named,
       u.settings ->> 'theme' AS theme,
       coalesce(u.settings #>> '{a,b}', 'public.none') AS nested,
       CASE WHEN u.created_at BETWEEN now() - interval '1 day' AND now() THEN 'new' ELSE 'old' END AS age
FROM tree
LEFT JOIN public.users u ON u.id = tree.owner_id
CROSS JOIN LATERAL (SELECT public.item_count() AS x) l
WINDOW w AS (PARTITION BY u.id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);
CREATE MATERIALIZED VIEW stats AS
SELECT date_trunc('day', created_at) AS day, count(*), array_agg(DISTINCT email ORDER BY email)
FROM users GROUP BY GROUPING SETS ((1), ()) HAVING count(*) > 1 WITH NO DATA;
CREATE UNIQUE INDEX ON stats (day);
REFRESH MATERIALIZED VIEW stats;

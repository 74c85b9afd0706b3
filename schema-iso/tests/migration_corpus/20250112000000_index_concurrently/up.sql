CREATE INDEX CONCURRENTLY IF NOT EXISTS users_name ON public.users (name text_pattern_ops);

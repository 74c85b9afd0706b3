CREATE TABLE public.users (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email       text NOT NULL CHECK (email ~* '^[^@]+@[^@]+$'),
    name        varchar(255) NOT NULL DEFAULT '',
    settings    jsonb NOT NULL DEFAULT '{"theme": "public.light"}'::jsonb,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamp with time zone
);
CREATE UNIQUE INDEX users_email_idx ON public.users (lower(email));
COMMENT ON TABLE public.users IS 'Everybody, see public.users';
COMMENT ON COLUMN public.users.email IS 'it''s unique';
SELECT diesel_manage_updated_at('users');

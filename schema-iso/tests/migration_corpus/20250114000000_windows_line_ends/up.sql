CREATE TABLE public.notes (
    id serial PRIMARY KEY, -- public.notes
    body text /* public.body */
);
INSERT INTO public.notes (body)
VALUES ('a
public.b');

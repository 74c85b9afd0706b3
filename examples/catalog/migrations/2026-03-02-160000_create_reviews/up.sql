-- `public.` is cut while it is compiled in, so that generated SQL needs no editing.
CREATE TABLE public.reviews (
    id bigserial PRIMARY KEY,
    product_id uuid NOT NULL REFERENCES public.products (id) ON DELETE CASCADE,
    author_id uuid NOT NULL,
    stars smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
    body text,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (product_id, author_id)
);

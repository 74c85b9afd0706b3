CREATE TYPE status AS ENUM ('draft', 'live', 'sold_out');

CREATE TABLE categories (
    id bigserial PRIMARY KEY,
    slug varchar(60) NOT NULL UNIQUE,
    title text NOT NULL,
    parent_id bigint REFERENCES categories (id)
);

CREATE TABLE products (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    category_id bigint NOT NULL REFERENCES categories (id) ON DELETE RESTRICT,
    sku varchar(32) NOT NULL UNIQUE,
    name text NOT NULL,
    price_cents bigint NOT NULL CHECK (price_cents >= 0),
    attributes jsonb NOT NULL DEFAULT '{}',
    -- A user of the plugin `auth`. No foreign key: its tables are its own.
    created_by uuid NOT NULL,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz
);

CREATE INDEX products_category_id_idx ON products (category_id);
CREATE INDEX products_attributes_idx ON products USING gin (attributes);

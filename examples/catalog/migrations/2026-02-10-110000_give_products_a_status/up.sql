-- The type was made by an earlier migration. It is found, whichever connection of the
-- pool this runs on, since the search path is exactly this plugin's schema.
ALTER TABLE products ADD COLUMN status status NOT NULL DEFAULT 'draft';

CREATE INDEX products_status_idx ON products (status);

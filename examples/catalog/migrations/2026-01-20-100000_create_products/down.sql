DROP TABLE products;
DROP TABLE categories;
DROP TYPE status;

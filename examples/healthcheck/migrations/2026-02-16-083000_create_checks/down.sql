DROP TABLE results;
DROP TABLE checks;
DROP TYPE health;

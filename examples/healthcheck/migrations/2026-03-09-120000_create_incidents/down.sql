ALTER TABLE checks DROP COLUMN last;

DROP TABLE incidents;

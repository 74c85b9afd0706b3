DROP TABLE groups;
DROP TYPE status;

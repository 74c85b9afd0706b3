DROP TABLE samples;
DROP TABLE notes;
DROP TABLE memberships;
DROP TABLE reviews;
DROP TABLE items;
DROP TABLE groups;
DROP TYPE status;

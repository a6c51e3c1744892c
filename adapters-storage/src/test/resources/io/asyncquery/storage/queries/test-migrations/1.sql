PRAGMA application_id = 1634955641;
CREATE TABLE note (text TEXT NOT NULL);
INSERT INTO note VALUES ('from 1');

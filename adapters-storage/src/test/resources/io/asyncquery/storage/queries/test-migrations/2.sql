INSERT INTO note VALUES ('from 2');

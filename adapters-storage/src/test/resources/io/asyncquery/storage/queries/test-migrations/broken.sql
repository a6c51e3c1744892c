INSERT INTO note VALUES ('from broken');
INSERT INTO nowhere VALUES ('from broken');

-- Since results are known by one of several digests, whose number of digits tells which it is.
ALTER TABLE query RENAME COLUMN result_sha256 TO result_digest;

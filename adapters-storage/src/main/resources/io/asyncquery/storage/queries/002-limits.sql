-- What the sender bounds the query to, as JSON. From here on result_truncated says by what a
-- result was cut: 0 by nothing, 1 by the limit of rows, 2 by that of bytes.
ALTER TABLE query ADD COLUMN limits TEXT NOT NULL DEFAULT '{}';

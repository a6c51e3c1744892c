-- Records of running queries that could not be read at a start, as JSON, for the operator.
CREATE TABLE unreadable_query (
  id     TEXT NOT NULL,
  reason TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;

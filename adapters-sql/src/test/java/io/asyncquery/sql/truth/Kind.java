package io.asyncquery.sql.truth;

/** What an expression gives. */
enum Kind {
  INTEGER,
  DECIMAL,
  DOUBLE,
  TEXT,
  DATE,
  TIMESTAMP,
  CONDITION
}

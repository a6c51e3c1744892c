package io.asyncquery.domain;

/** The limit that cut a result short. */
public enum Truncation {
  ROWS,
  BYTES
}

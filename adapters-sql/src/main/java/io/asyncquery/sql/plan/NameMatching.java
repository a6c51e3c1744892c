package io.asyncquery.sql.plan;

/** How a source compares names that stand in quotes. */
public enum NameMatching {
  /** In any case. */
  ANY_CASE,
  /** Letter by letter: each name must be spelled as it is declared. */
  EXACT
}

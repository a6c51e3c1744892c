package io.asyncquery.domain;

/** What a token lets its bearer do. */
public enum TokenScope {
  /** All that its user may do with queries. */
  QUERY,
  /** See how queries stand and fetch results; change nothing. */
  READ
}

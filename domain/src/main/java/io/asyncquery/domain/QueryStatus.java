package io.asyncquery.domain;

/** The four words a client may hear about a query; {@code MISSING} is an absence, never stored. */
public enum QueryStatus {
  RUNNING,
  SUCCESSFUL,
  FAILED,
  MISSING
}

package io.asyncquery.domain;

/** What somebody may do in a project. */
public enum ProjectRole {
  /** Send queries, and see, fetch, stop and delete one's own. */
  QUERY,
  /** That, and the same with the queries of everybody in the project. */
  ADMIN
}

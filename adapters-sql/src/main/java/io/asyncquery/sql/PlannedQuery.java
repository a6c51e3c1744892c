package io.asyncquery.sql;

import io.asyncquery.application.port.QueryEngine;

/** One query, with connections to all that it reads. */
interface PlannedQuery {

  /** Lends the rows to {@code reader}. */
  <T> T run(QueryEngine.Reader<T> reader);

  /** What is to run where. */
  Explanation plan();
}

package io.asyncquery.application.port;

import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.VisibleTables;

/** Runs SQL for a project. */
public interface QueryEngine {

  /**
   * Runs the request's SQL and lends its rows to {@code reader}, batch by batch, never a whole
   * result in memory. Returns what the reader returns, after the connection has been given back.
   * Stops within two seconds of {@code cancellation}.
   *
   * @throws QueryFailedException INVALID_SQL, REJECTED, SOURCE, or the reason of the cancellation
   */
  <T> T run(QueryRequest request, Cancellation cancellation, Reader<T> reader);

  /** This engine for queries that see nothing of what it shows but {@code tables}. */
  QueryEngine seeing(VisibleTables tables);

  /** Whether queries of {@code project} can run here at all. */
  boolean hasProject(ProjectName project);

  /** Takes the rows, all of them or until it throws. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ColumnBatches batches);
  }
}

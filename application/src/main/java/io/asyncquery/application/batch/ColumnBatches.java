package io.asyncquery.application.batch;

import io.asyncquery.domain.Column;
import io.asyncquery.domain.QueryFailedException;
import java.util.List;
import java.util.Optional;

/** The rows of a running query, pulled batch by batch, by one thread at a time. */
public interface ColumnBatches {

  /** The columns of every batch, known before the first one. */
  List<Column> columns();

  /**
   * The next batch, or nothing at the end. It belongs to the caller, who may read it on any thread
   * and closes it exactly once; several may be open at a time, all must be closed before the call
   * that lent this object returns.
   *
   * @throws QueryFailedException where the source fails or the query was cancelled
   */
  Optional<ColumnBatch> next();
}

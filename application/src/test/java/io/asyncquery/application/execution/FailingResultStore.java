package io.asyncquery.application.execution;

import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.port.ResultContent;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import java.util.Collection;
import java.util.Optional;

/** Refuses every write and does the rest. */
record FailingResultStore(ResultStore store, RuntimeException failure) implements ResultStore {

  @Override
  public ResultSummary write(
      QueryId id,
      ResultFormat format,
      ColumnBatches batches,
      Optional<Cap> maxBytes,
      Cancellation cancellation) {
    throw failure;
  }

  @Override
  public Optional<ResultContent> open(QueryId id) {
    return store.open(id);
  }

  @Override
  public void delete(Collection<QueryId> ids) {
    store.delete(ids);
  }

  @Override
  public int sweep(Collection<QueryId> owners) {
    return store.sweep(owners);
  }
}

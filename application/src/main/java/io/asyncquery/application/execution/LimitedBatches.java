package io.asyncquery.application.execution;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.Limits;
import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.Limits.OnLimit;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.util.List;
import java.util.Optional;

/**
 * Batches with no more columns and rows than allowed. Past the last row allowed it asks for one
 * batch more: only that tells a result that fits from one that is cut.
 */
final class LimitedBatches implements ColumnBatches {

  private final ColumnBatches batches;
  private final Cap cap;
  private long rows;
  private volatile boolean truncated;

  private LimitedBatches(ColumnBatches batches, Cap cap) {
    this.batches = batches;
    this.cap = cap;
  }

  /**
   * What {@code limits} leave of {@code batches}.
   *
   * @throws QueryFailedException LIMIT where there are too many columns
   */
  static LimitedBatches of(ColumnBatches batches, Limits limits) {
    int columns = batches.columns().size();
    if (limits.columns().isPresent() && columns > limits.columns().getAsInt()) {
      throw new QueryFailedException(
          QueryFailure.limit(
              "The result has [%d] columns, and may have [%d]: select fewer"
                  .formatted(columns, limits.columns().getAsInt())));
    }
    return new LimitedBatches(
        batches, limits.rows().orElseGet(() -> new Cap(Long.MAX_VALUE, OnLimit.FAIL)));
  }

  /** Whether rows were left out. */
  boolean truncated() {
    return truncated;
  }

  @Override
  public List<Column> columns() {
    return batches.columns();
  }

  @Override
  public Optional<ColumnBatch> next() {
    if (truncated) {
      return Optional.empty();
    }
    Optional<ColumnBatch> next = batches.next();
    if (next.isEmpty()) {
      return next;
    }
    long left = cap.max() - rows;
    rows += next.get().rowCount();
    return next.get().rowCount() <= left ? next : cut(next.get(), (int) left);
  }

  private Optional<ColumnBatch> cut(ColumnBatch batch, int left) {
    if (cap.onLimit() == OnLimit.FAIL) {
      batch.close();
      throw new QueryFailedException(
          QueryFailure.limit(
              "The result has more than the [" + cap.max() + "] rows it may have: ask for fewer"));
    }
    truncated = true;
    if (left == 0) {
      batch.close();
      return Optional.empty();
    }
    return Optional.of(new FirstRows(batch, left));
  }

  /** The beginning of a batch. */
  private record FirstRows(ColumnBatch batch, int rowCount) implements ColumnBatch {

    @Override
    public ColumnVector column(int index) {
      return batch.column(index);
    }

    @Override
    public void close() {
      batch.close();
    }
  }
}

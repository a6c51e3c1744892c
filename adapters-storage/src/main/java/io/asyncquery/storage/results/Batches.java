package io.asyncquery.storage.results;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import java.io.IOException;
import java.util.Optional;

/** The loop that the encoders of one thread share. */
public final class Batches {

  private Batches() {}

  /** Hands each batch to {@code writer} and closes it after; returns the number of rows. */
  public static long forEach(ColumnBatches batches, Cancellation cancellation, Writer writer)
      throws IOException {
    long rows = 0;
    for (Optional<ColumnBatch> next = batches.next(); next.isPresent(); next = batches.next()) {
      try (ColumnBatch batch = next.get()) {
        cancellation.check();
        writer.write(batch);
        rows += batch.rowCount();
      }
    }
    return rows;
  }

  /** Takes the rows of a batch; must not keep it. */
  @FunctionalInterface
  public interface Writer {
    void write(ColumnBatch batch) throws IOException;
  }
}

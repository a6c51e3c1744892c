package io.asyncquery.storage.results;

import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import java.io.IOException;
import java.io.OutputStream;

/** Writes rows in one format, in memory that does not grow with their number. */
@FunctionalInterface
public interface ResultEncoder {

  /**
   * Writes all rows of {@code batches} to {@code out}, which the caller closes; closes every batch
   * it takes, also where it throws.
   *
   * @return the number of rows
   * @throws io.asyncquery.domain.QueryFailedException LIMIT where the format cannot carry a value;
   *     and whatever {@code batches} and {@code cancellation} throw
   * @throws IOException whatever {@code out} throws
   */
  long encode(ColumnBatches batches, OutputStream out, Cancellation cancellation)
      throws IOException;
}

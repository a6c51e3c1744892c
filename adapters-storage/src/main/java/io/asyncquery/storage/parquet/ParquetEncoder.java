package io.asyncquery.storage.parquet;

import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.storage.results.Batches;
import io.asyncquery.storage.results.ResultEncoder;
import java.io.IOException;
import java.io.OutputStream;

/** Rows as a Parquet file; at any time one row group of it is in memory. */
public final class ParquetEncoder implements ResultEncoder {

  @Override
  public long encode(ColumnBatches batches, OutputStream out, Cancellation cancellation)
      throws IOException {
    try (ParquetFile file = new ParquetFile(batches.columns(), out)) {
      file.begin();
      long rows = Batches.forEach(batches, cancellation, file::write);
      file.end();
      return rows;
    }
  }
}

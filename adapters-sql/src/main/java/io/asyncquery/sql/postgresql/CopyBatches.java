package io.asyncquery.sql.postgresql;

import io.asyncquery.application.batch.BatchBuilder;
import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.failure.FailureTranslator;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rows of one COPY, in batches of bounded size. */
final class CopyBatches implements ColumnBatches {

  /** What a batch has room for from the beginning. */
  private static final int BATCH_ROWS = 2_048;

  private static final long BATCH_BYTES = 4 << 20;

  private final CopyQuery query;
  private final FieldDecoder[] decoders;
  private final CopyInput input;
  private final Cancellation cancellation;
  private final FailureTranslator failures;

  CopyBatches(
      CopyQuery query, CopyInput input, Cancellation cancellation, FailureTranslator failures) {
    this.query = query;
    this.decoders = query.types().stream().map(CopyType::decoder).toArray(FieldDecoder[]::new);
    this.input = input;
    this.cancellation = cancellation;
    this.failures = failures;
  }

  @Override
  public List<Column> columns() {
    return query.columns();
  }

  @Override
  public Optional<ColumnBatch> next() {
    cancellation.check();
    BatchBuilder batch = new BatchBuilder(query.columns());
    boolean built = false;
    try {
      fill(batch);
      built = batch.rowCount() > 0;
      return built ? Optional.of(batch.build()) : Optional.empty();
    } catch (SQLException e) {
      throw failures.execution(e, cancellation);
    } finally {
      if (!built) {
        batch.close();
      }
    }
  }

  private void fill(BatchBuilder batch) throws SQLException {
    long bytes = 0;
    while (batch.rowCount() < BATCH_ROWS && bytes < BATCH_BYTES && input.nextRow(decoders.length)) {
      for (int i = 0; i < decoders.length; i++) {
        int length = input.nextField();
        if (length < 0) {
          batch.column(i).appendNull();
        } else {
          decode(i, length, batch);
          bytes += length;
        }
      }
      batch.endRow();
    }
  }

  private void decode(int column, int length, BatchBuilder batch) throws SQLException {
    try {
      decoders[column].decode(input, length, batch.column(column));
    } catch (ArithmeticException e) {
      Column named = query.columns().get(column);
      throw new QueryFailedException(
          QueryFailure.limit(
              "Column [%s] holds a value that [%s] cannot; cast the column to text"
                  .formatted(named.name(), named.type().sqlName())),
          e);
    }
  }
}

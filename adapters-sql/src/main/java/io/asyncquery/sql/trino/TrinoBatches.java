package io.asyncquery.sql.trino;

import io.asyncquery.application.batch.BatchBuilder;
import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.trino.ResultPage.ResultColumn;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rows of one query, in batches of bounded size. */
final class TrinoBatches implements ColumnBatches {

  /** What a batch has room for from the beginning. */
  private static final int BATCH_ROWS = 2_048;

  private static final long BATCH_BYTES = 4 << 20;

  private final TrinoQuery query;
  private final List<Column> columns;
  private final ValueDecoder[] decoders;
  private final Cancellation cancellation;
  private final FailureTranslator failures;

  TrinoBatches(TrinoQuery query, Cancellation cancellation, FailureTranslator failures)
      throws IOException, SQLException {
    List<ResultColumn> found = query.columns();
    this.query = query;
    this.columns = found.stream().map(ResultColumn::column).toList();
    this.decoders = found.stream().map(ResultColumn::decoder).toArray(ValueDecoder[]::new);
    this.cancellation = cancellation;
    this.failures = failures;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public Optional<ColumnBatch> next() {
    cancellation.check();
    BatchBuilder batch = new BatchBuilder(columns);
    boolean built = false;
    try {
      fill(batch);
      built = batch.rowCount() > 0;
      return built ? Optional.of(batch.build()) : Optional.empty();
    } catch (SQLException e) {
      throw failures.execution(e, cancellation);
    } catch (IOException e) {
      throw failures.execution(TrinoErrors.broken(e), cancellation);
    } finally {
      if (!built) {
        batch.close();
      }
    }
  }

  private void fill(BatchBuilder batch) throws IOException, SQLException {
    long from = query.bytesRead();
    while (batch.rowCount() < BATCH_ROWS
        && query.bytesRead() - from < BATCH_BYTES
        && query.advance()) {
      JsonScanner json = query.json();
      json.expect('[');
      for (int i = 0; json.nextElement(i == 0, ']'); i++) {
        decode(i, json, batch);
      }
      batch.endRow();
    }
  }

  private void decode(int column, JsonScanner json, BatchBuilder batch) throws IOException {
    try {
      decoders[column].decodeNullable(json, batch.column(column));
    } catch (ArithmeticException e) {
      Column named = columns.get(column);
      throw new QueryFailedException(
          QueryFailure.limit(
              "Column [%s] holds a value that [%s] cannot; cast the column to text"
                  .formatted(named.name(), named.type().sqlName())),
          e);
    }
  }
}

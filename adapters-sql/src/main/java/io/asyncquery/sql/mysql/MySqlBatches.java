package io.asyncquery.sql.mysql;

import io.asyncquery.application.batch.BatchBuilder;
import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.failure.FailureTranslator;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** The rows of one query, in batches of bounded size. */
final class MySqlBatches implements ColumnBatches {

  private static final int BATCH_ROWS = 2_048;
  private static final long BATCH_BYTES = 4 << 20;

  private final List<Column> columns;
  private final TextDecoder[] decoders;
  private final ServerRows rows;
  private final Statement statement;
  private final Cancellation cancellation;
  private final FailureTranslator failures;
  private boolean ended;

  MySqlBatches(
      List<Column> columns,
      List<MySqlType> types,
      ServerRows rows,
      Statement statement,
      Cancellation cancellation,
      FailureTranslator failures) {
    this.columns = columns;
    this.decoders = types.stream().map(MySqlType::decoder).toArray(TextDecoder[]::new);
    this.rows = rows;
    this.statement = statement;
    this.cancellation = cancellation;
    this.failures = failures;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  /** Whether all rows have come. */
  boolean hasEnded() {
    return ended;
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
    } finally {
      if (!built) {
        batch.close();
      }
    }
  }

  private void fill(BatchBuilder batch) throws SQLException {
    long bytes = 0;
    while (!ended && batch.rowCount() < BATCH_ROWS && bytes < BATCH_BYTES) {
      if (!rows.nextRow()) {
        ended = true;
        MySqlWarnings.check(statement);
        return;
      }
      for (int i = 0; i < decoders.length; i++) {
        int length = rows.nextField();
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

  private void decode(int column, int length, BatchBuilder batch) {
    try {
      decoders[column].decode(rows.bytes, rows.from, length, batch.column(column));
    } catch (ArithmeticException e) {
      Column named = columns.get(column);
      throw new QueryFailedException(
          QueryFailure.limit(
              "Column [%s] holds a value that [%s] cannot; cast the column to char"
                  .formatted(named.name(), named.type().sqlName())),
          e);
    }
  }
}

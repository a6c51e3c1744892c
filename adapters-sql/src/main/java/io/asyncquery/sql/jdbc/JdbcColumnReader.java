package io.asyncquery.sql.jdbc;

import io.asyncquery.application.batch.BatchBuilder;
import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.ColumnReader;
import io.asyncquery.sql.failure.FailureTranslator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads rows from any driver, row by row, into batches of bounded size. */
public final class JdbcColumnReader implements ColumnReader {

  private static final int BATCH_ROWS = 4_096;
  private static final long BATCH_BYTES = 4 << 20;

  private final FailureTranslator failures;

  public JdbcColumnReader(FailureTranslator failures) {
    this.failures = failures;
  }

  @Override
  public <T> T read(
      Connection connection, String sql, Cancellation cancellation, QueryEngine.Reader<T> reader)
      throws SQLException {
    cancellation.check();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        StatementInterrupt _ = new StatementInterrupt(statement, cancellation)) {
      statement.setFetchSize(BATCH_ROWS);
      try (ResultSet rows = statement.executeQuery()) {
        return reader.read(new RowBatches(rows, columns(rows.getMetaData()), cancellation));
      }
    }
  }

  private static List<Column> columns(ResultSetMetaData metaData) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      columns.add(new Column(metaData.getColumnLabel(i), JdbcTypes.type(metaData, i)));
    }
    return columns;
  }

  private final class RowBatches implements ColumnBatches {

    private final ResultSet rows;
    private final List<Column> columns;
    private final Cancellation cancellation;
    private boolean ended;

    RowBatches(ResultSet rows, List<Column> columns, Cancellation cancellation) {
      this.rows = rows;
      this.columns = columns;
      this.cancellation = cancellation;
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
      } catch (ArithmeticException e) {
        throw new QueryFailedException(
            QueryFailure.limit("A value is beyond the range of its column's type"), e);
      } finally {
        if (!built) {
          batch.close();
        }
      }
    }

    private void fill(BatchBuilder batch) throws SQLException {
      long bytes = 0;
      while (!ended && batch.rowCount() < BATCH_ROWS && bytes < BATCH_BYTES) {
        if (!rows.next()) {
          ended = true;
          return;
        }
        for (int i = 0; i < columns.size(); i++) {
          bytes += JdbcValues.append(columns.get(i).type(), rows, i + 1, batch.column(i));
        }
        batch.endRow();
      }
    }
  }
}

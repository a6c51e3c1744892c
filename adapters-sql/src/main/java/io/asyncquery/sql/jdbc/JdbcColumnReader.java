package io.asyncquery.sql.jdbc;

import static java.lang.System.Logger.Level.DEBUG;

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
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads rows from any driver, row by row, into batches of bounded size. */
public final class JdbcColumnReader implements ColumnReader {

  private static final System.Logger LOG = System.getLogger(JdbcColumnReader.class.getName());
  private static final Duration CANCEL_WAIT = Duration.ofMillis(500);
  private static final int BATCH_ROWS = 4_096;
  private static final long BATCH_BYTES = 4 << 20;

  /** What becomes of a result that is not read to its end. */
  public enum EarlyEnd {
    /** It is closed. */
    CLOSE,
    /** The connection is given up: some drivers read all the rest before they close a result. */
    ABANDON
  }

  private final FailureTranslator failures;
  private final EarlyEnd earlyEnd;

  public JdbcColumnReader(FailureTranslator failures) {
    this(failures, EarlyEnd.CLOSE);
  }

  public JdbcColumnReader(FailureTranslator failures, EarlyEnd earlyEnd) {
    this.failures = failures;
    this.earlyEnd = earlyEnd;
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
        RowBatches batches = new RowBatches(rows, columns(rows.getMetaData()), cancellation);
        try {
          return reader.read(batches);
        } finally {
          if (!batches.ended && earlyEnd == EarlyEnd.ABANDON) {
            abandon(statement);
          }
        }
      }
    }
  }

  /** Asks the source to stop, for a moment only: one that hangs does not answer. */
  private static void abandon(Statement statement) throws SQLException {
    Connection connection = statement.getConnection();
    Thread cancelling = Thread.ofVirtual().name("cancel").start(() -> cancel(statement));
    try {
      boolean _ = cancelling.join(CANCEL_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.abort(Runnable::run);
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.log(DEBUG, "A statement that nobody reads any more was not cancelled", e);
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

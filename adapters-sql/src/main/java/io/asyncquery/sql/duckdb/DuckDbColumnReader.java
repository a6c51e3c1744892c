package io.asyncquery.sql.duckdb;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.Column;
import io.asyncquery.sql.ColumnReader;
import java.lang.foreign.MemorySegment;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Lends DuckDB's own vectors.
 *
 * <p>The driver's chunk interface hands values out one at a time and frees a chunk before it
 * fetches the next. Several chunks must be open at once here, to be encoded in parallel. So the
 * result that the driver has opened is read through DuckDB's C interface: each chunk fetched is
 * ours until it is destroyed, on whatever thread, and its vectors are read where they lie.
 */
final class DuckDbColumnReader implements ColumnReader {

  private final Function<Connection, EngineThreads> threads;

  /**
   * @param threads those of the instance that a connection leads to
   */
  DuckDbColumnReader(Function<Connection, EngineThreads> threads) {
    this.threads = threads;
  }

  @Override
  public <T> T read(
      Connection connection, String sql, Cancellation cancellation, QueryEngine.Reader<T> reader)
      throws SQLException {
    cancellation.check();
    try (DuckDBPreparedStatement statement = prepareLendable(connection, sql);
        RepeatedInterrupt interrupt = new RepeatedInterrupt(statement);
        Cancellation.Registration _ = cancellation.onCancel(interrupt::start)) {
      DuckDbInstance.bufferFor(connection.unwrap(DuckDBConnection.class), statement.getMetaData());
      return lend(statement, threads.apply(connection), cancellation, reader);
    }
  }

  /** The statement itself, or one that converts the columns whose memory cannot be lent. */
  private static DuckDBPreparedStatement prepareLendable(Connection connection, String sql)
      throws SQLException {
    DuckDBPreparedStatement plain = prepare(connection, sql);
    String converted = ConvertedColumns.convert(sql, plain.getMetaData());
    if (converted.equals(sql)) {
      return plain;
    }
    plain.close();
    return prepare(connection, converted);
  }

  private static <T> T lend(
      DuckDBPreparedStatement statement,
      EngineThreads threads,
      Cancellation cancellation,
      QueryEngine.Reader<T> reader)
      throws SQLException {
    ResultSetMetaData labels = statement.getMetaData();
    try (DuckDBChunkedResult result = computed(statement, threads)) {
      MemorySegment address = DriverMemory.result(result);
      List<DuckDbType> types = new ArrayList<>();
      List<Column> columns = new ArrayList<>();
      for (int i = 0; i < labels.getColumnCount(); i++) {
        types.add(DuckDbType.of(DuckDbLibrary.columnType(address, i)));
        columns.add(new Column(labels.getColumnLabel(i + 1), types.get(i).type()));
      }
      return reader.read(new DuckDbBatches(columns, types, address, cancellation));
    }
  }

  /** The result as soon as there are rows of it. */
  private static DuckDBChunkedResult computed(
      DuckDBPreparedStatement statement, EngineThreads threads) throws SQLException {
    try (EngineThreads.Computation _ = threads.begin()) {
      return statement.query();
    }
  }

  private static DuckDBPreparedStatement prepare(Connection connection, String sql)
      throws SQLException {
    return connection.prepareStatement(sql).unwrap(DuckDBPreparedStatement.class);
  }
}

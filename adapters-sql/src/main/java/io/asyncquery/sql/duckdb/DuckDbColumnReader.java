package io.asyncquery.sql.duckdb;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.Column;
import io.asyncquery.sql.ColumnReader;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Lends DuckDB's own vectors.
 *
 * <p>The driver's chunk interface hands values out one at a time and frees a chunk before it fetches
 * the next. Several chunks must be open at once here, to be encoded in parallel. So the result that
 * the driver has opened is read through DuckDB's C interface: each chunk fetched is ours until it is
 * destroyed, on whatever thread, and its vectors are read where they lie. The address of the result
 * is the one thing the driver keeps to itself; it is read from its field.
 */
public final class DuckDbColumnReader implements ColumnReader {

  private static final VarHandle RESULT_REF = resultRef();

  @Override
  public <T> T read(
      Connection connection,
      String sql,
      Cancellation cancellation,
      QueryEngine.Reader<T> reader)
      throws SQLException {
    DuckDBConnection duckdb = connection.unwrap(DuckDBConnection.class);
    CountDownLatch ended = new CountDownLatch(1);
    cancellation.check();
    try (Cancellation.Registration registration =
            cancellation.onCancel(() -> interruptUntil(ended, duckdb));
        AutoCloseable last = ended::countDown) {
      return read(duckdb, sql, cancellation, reader);
    } catch (SQLException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T read(
      DuckDBConnection connection,
      String sql,
      Cancellation cancellation,
      QueryEngine.Reader<T> reader)
      throws SQLException {
    List<String> names;
    String converted;
    try (DuckDBPreparedStatement plain = prepare(connection, sql)) {
      ResultSetMetaData columns = plain.getMetaData();
      names = names(columns);
      converted = ConvertedColumns.convert(sql, columns);
    }
    try (DuckDBPreparedStatement statement = prepare(connection, converted);
        DuckDBChunkedResult result = statement.query()) {
      MemorySegment address =
          MemorySegment.ofBuffer((ByteBuffer) RESULT_REF.get(result))
              .reinterpret(DuckDbLibrary.RESULT.byteSize());
      List<DuckDbType> types = new ArrayList<>();
      List<Column> columns = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        types.add(DuckDbType.of(DuckDbLibrary.columnType(address, i)));
        columns.add(new Column(names.get(i), types.get(i).type()));
      }
      return reader.read(new DuckDbBatches(columns, types, address, cancellation));
    }
  }

  private static DuckDBPreparedStatement prepare(DuckDBConnection connection, String sql)
      throws SQLException {
    return connection.prepareStatement(sql).unwrap(DuckDBPreparedStatement.class);
  }

  private static List<String> names(ResultSetMetaData columns) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnLabel(i));
    }
    return names;
  }

  // DuckDB forgets an interrupt that comes before a query begins, so one is not enough.
  private static void interruptUntil(CountDownLatch ended, DuckDBConnection connection) {
    Thread.ofVirtual()
        .name("duckdb-interrupt")
        .start(
            () -> {
              try {
                do {
                  connection.interrupt();
                } while (!ended.await(20, TimeUnit.MILLISECONDS));
              } catch (SQLException closed) {
                return;
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private static VarHandle resultRef() {
    try {
      return MethodHandles.privateLookupIn(DuckDBChunkedResult.class, MethodHandles.lookup())
          .findVarHandle(DuckDBChunkedResult.class, "resultRef", ByteBuffer.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This version of the DuckDB driver keeps its result elsewhere; use the version built with",
          e);
    }
  }
}

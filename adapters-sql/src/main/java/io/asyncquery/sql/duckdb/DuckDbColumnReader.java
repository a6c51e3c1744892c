package io.asyncquery.sql.duckdb;

import io.asyncquery.application.batch.Memory;
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
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Lends DuckDB's own vectors.
 *
 * <p>The driver's chunk interface hands values out one at a time and frees a chunk before it
 * fetches the next. Several chunks must be open at once here, to be encoded in parallel. So the
 * result that the driver has opened is read through DuckDB's C interface: each chunk fetched is
 * ours until it is destroyed, on whatever thread, and its vectors are read where they lie. The
 * address of the result is the one thing the driver keeps to itself; it is read from its field.
 */
public final class DuckDbColumnReader implements ColumnReader {

  private static final VarHandle RESULT_REF = resultRef();

  @Override
  public <T> T read(
      Connection connection, String sql, Cancellation cancellation, QueryEngine.Reader<T> reader)
      throws SQLException {
    cancellation.check();
    try (DuckDBPreparedStatement statement = prepareLendable(connection, sql);
        RepeatedInterrupt interrupt = new RepeatedInterrupt(statement);
        Cancellation.Registration _ = cancellation.onCancel(interrupt::start)) {
      return lend(statement, cancellation, reader);
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
      DuckDBPreparedStatement statement, Cancellation cancellation, QueryEngine.Reader<T> reader)
      throws SQLException {
    ResultSetMetaData labels = statement.getMetaData();
    try (DuckDBChunkedResult result = statement.query()) {
      MemorySegment address =
          Memory.at(
              MemorySegment.ofBuffer((ByteBuffer) RESULT_REF.get(result)).address(),
              DuckDbLibrary.RESULT.byteSize());
      List<DuckDbType> types = new ArrayList<>();
      List<Column> columns = new ArrayList<>();
      for (int i = 0; i < labels.getColumnCount(); i++) {
        types.add(DuckDbType.of(DuckDbLibrary.columnType(address, i)));
        columns.add(new Column(labels.getColumnLabel(i + 1), types.get(i).type()));
      }
      return reader.read(new DuckDbBatches(columns, types, address, cancellation));
    }
  }

  private static DuckDBPreparedStatement prepare(Connection connection, String sql)
      throws SQLException {
    return connection.prepareStatement(sql).unwrap(DuckDBPreparedStatement.class);
  }

  private static VarHandle resultRef() {
    try {
      return MethodHandles.privateLookupIn(DuckDBChunkedResult.class, MethodHandles.lookup())
          .findVarHandle(DuckDBChunkedResult.class, "resultRef", ByteBuffer.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This version of the DuckDB driver keeps its result elsewhere; use the version built"
              + " with",
          e);
    }
  }
}

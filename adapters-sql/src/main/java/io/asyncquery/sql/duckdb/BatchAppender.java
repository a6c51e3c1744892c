package io.asyncquery.sql.duckdb;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.asyncquery.application.batch.ColumnBatch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes batches into a table, vector by vector: the driver's own appender takes one value at a
 * time, and not of every type. To make the C interface's appender of a connection is the one thing
 * that the driver keeps to itself.
 *
 * <p>Several may write into tables of one connection, each on a thread of its own: what DuckDB does
 * on the connection, it does for one of them at a time.
 */
final class BatchAppender implements AutoCloseable {

  private static final MethodHandle CREATE = create();

  /** As many rows as a chunk of DuckDB holds. */
  private static final int CHUNK_ROWS = 2_048;

  private final DuckDBConnection connection;
  private final long handle;
  private final long chunk;

  /**
   * @param table a temporary table of {@code connection}
   * @param columns how many it has
   */
  BatchAppender(DuckDBConnection connection, String table, int columns) throws SQLException {
    this.connection = connection;
    synchronized (connection) {
      this.handle = handle(connection, table);
    }
    this.chunk = chunk(columns);
  }

  private static long handle(DuckDBConnection connection, String table) throws SQLException {
    try {
      ByteBuffer created =
          (ByteBuffer)
              CREATE.invokeExact(connection, "temp", DuckDBConnection.DEFAULT_SCHEMA, table);
      return MemorySegment.ofBuffer(created).address();
    } catch (SQLException e) {
      throw e;
    } catch (Throwable e) {
      throw DuckDbLibrary.impossible(e);
    }
  }

  private long chunk(int columns) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment types = arena.allocate(JAVA_LONG, columns);
      for (int i = 0; i < columns; i++) {
        types.setAtIndex(JAVA_LONG, i, AppendLibrary.columnType(handle, i));
      }
      long created = AppendLibrary.createChunk(types, columns);
      for (int i = 0; i < columns; i++) {
        DuckDbLibrary.destroyType(types.getAtIndex(JAVA_LONG, i));
      }
      return created;
    }
  }

  /** Copies the rows of {@code batch}, whose columns are those of the table. */
  void append(ColumnBatch batch, int columns) throws SQLException {
    for (int from = 0; from < batch.rowCount(); from += CHUNK_ROWS) {
      int rows = Math.min(CHUNK_ROWS, batch.rowCount() - from);
      AppendLibrary.reset(chunk);
      for (int i = 0; i < columns; i++) {
        VectorCopy.copy(batch.column(i), from, rows, DuckDbLibrary.chunkVector(chunk, i));
      }
      AppendLibrary.setSize(chunk, rows);
      synchronized (connection) {
        if (!AppendLibrary.append(handle, chunk)) {
          throw failure();
        }
      }
    }
  }

  /** Sees to it that all rows are in the table. */
  void flush() throws SQLException {
    synchronized (connection) {
      if (!AppendLibrary.flush(handle)) {
        throw failure();
      }
    }
  }

  private SQLException failure() {
    return new SQLException(AppendLibrary.error(handle));
  }

  /** What was not flushed may be lost. */
  @Override
  public void close() {
    DuckDbLibrary.destroyChunk(chunk);
    synchronized (connection) {
      AppendLibrary.destroy(handle);
    }
  }

  private static MethodHandle create() {
    try {
      return MethodHandles.privateLookupIn(DuckDBAppender.class, MethodHandles.lookup())
          .findStatic(
              DuckDBAppender.class,
              "createAppender",
              MethodType.methodType(
                  ByteBuffer.class,
                  DuckDBConnection.class,
                  String.class,
                  String.class,
                  String.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This version of the DuckDB driver makes appenders otherwise; use the version built with",
          e);
    }
  }
}

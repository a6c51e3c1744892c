package io.asyncquery.sql.duckdb;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.asyncquery.application.batch.ColumnBatch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes batches into a table, vector by vector: the driver's own appender takes one value at a
 * time. Its handle is the one thing it keeps to itself; it is read from its field.
 */
final class BatchAppender implements AutoCloseable {

  private static final VarHandle APPENDER_REF = appenderRef();

  /** As many rows as a chunk of DuckDB holds. */
  private static final int CHUNK_ROWS = 2_048;

  private final DuckDBAppender appender;
  private final long handle;
  private final long chunk;

  /**
   * @param table a temporary table of {@code connection}
   * @param columns how many it has
   */
  BatchAppender(DuckDBConnection connection, String table, int columns) throws SQLException {
    this.appender = connection.createAppender("temp", DuckDBConnection.DEFAULT_SCHEMA, table);
    this.handle =
        MemorySegment.ofBuffer((ByteBuffer) APPENDER_REF.get(appender)).address();
    this.chunk = chunk(columns);
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
      if (!AppendLibrary.append(handle, chunk)) {
        // It says why.
        appender.flush();
        throw new SQLException("The appender refused a chunk");
      }
    }
  }

  @Override
  public void close() throws SQLException {
    DuckDbLibrary.destroyChunk(chunk);
    appender.close();
  }

  private static VarHandle appenderRef() {
    try {
      return MethodHandles.privateLookupIn(DuckDBAppender.class, MethodHandles.lookup())
          .findVarHandle(DuckDBAppender.class, "appenderRef", ByteBuffer.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This version of the DuckDB driver keeps its appender elsewhere; use the version built"
              + " with",
          e);
    }
  }
}

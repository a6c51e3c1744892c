package io.asyncquery.sql.duckdb;

import io.asyncquery.application.batch.Memory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * What DuckDB's C interface takes and the driver keeps to itself: read from its fields, for the
 * version of the driver that this is built with.
 */
final class DriverMemory {

  private static final VarHandle RESULT =
      field(DuckDBChunkedResult.class, "resultRef", ByteBuffer.class);
  private static final VarHandle CONNECTION =
      field(DuckDBConnection.class, "connRef", ByteBuffer.class);
  private static final VarHandle DATABASE = field(DuckDBConnection.class, "dbAddress", long.class);

  private DriverMemory() {}

  /** The {@code duckdb_result}. */
  static MemorySegment result(DuckDBChunkedResult result) {
    return Memory.at(
        MemorySegment.ofBuffer((ByteBuffer) RESULT.get(result)).address(),
        DuckDbLibrary.RESULT.byteSize());
  }

  /**
   * A {@code duckdb_database}, which begins with the address of the database: as what the driver
   * has of a connection does, which is as good as long as that is open.
   */
  static MemorySegment database(DuckDBConnection connection) {
    MemorySegment address =
        Memory.at(
            MemorySegment.ofBuffer((ByteBuffer) CONNECTION.get(connection)).address(),
            ValueLayout.JAVA_LONG.byteSize());
    if (address.get(ValueLayout.JAVA_LONG, 0) != (long) DATABASE.get(connection)) {
      throw otherVersion(null);
    }
    return address;
  }

  private static VarHandle field(Class<?> type, String name, Class<?> ofType) {
    try {
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
          .findVarHandle(type, name, ofType);
    } catch (ReflectiveOperationException e) {
      throw otherVersion(e);
    }
  }

  private static IllegalStateException otherVersion(@Nullable Throwable cause) {
    return new IllegalStateException(
        "This version of the DuckDB driver keeps its memory elsewhere; use the version built with",
        cause);
  }
}

package io.asyncquery.sql.duckdb;

import static io.asyncquery.sql.duckdb.DuckDbLibrary.function;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.sql.SQLException;

/**
 * The few functions of DuckDB's C interface that write chunks into a table. Handles are addresses.
 * Names and signatures as in duckdb.h.
 */
final class AppendLibrary {

  private static final MethodHandle CREATE_CHUNK =
      function("duckdb_create_data_chunk", FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG));
  private static final MethodHandle COLUMN_TYPE =
      function(
          "duckdb_appender_column_type", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle RESET =
      function("duckdb_data_chunk_reset", FunctionDescriptor.ofVoid(JAVA_LONG));
  private static final MethodHandle SET_SIZE =
      function("duckdb_data_chunk_set_size", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG));
  private static final MethodHandle WRITABLE_VALIDITY =
      function("duckdb_vector_ensure_validity_writable", FunctionDescriptor.ofVoid(JAVA_LONG));
  private static final MethodHandle LIST_RESERVE =
      function("duckdb_list_vector_reserve", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle LIST_SET_SIZE =
      function(
          "duckdb_list_vector_set_size", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle APPEND =
      function("duckdb_append_data_chunk", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));

  private static final MethodHandle FLUSH =
      function("duckdb_appender_flush", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
  private static final MethodHandle ERROR =
      function("duckdb_appender_error_data", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
  private static final MethodHandle ERROR_TYPE =
      function("duckdb_error_data_error_type", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
  private static final MethodHandle ERROR_MESSAGE =
      function("duckdb_error_data_message", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
  private static final MethodHandle DESTROY_ERROR =
      function("duckdb_destroy_error_data", FunctionDescriptor.ofVoid(ADDRESS));

  /** Two gigabytes of the widest. */
  private static final long MOST_ELEMENTS = 1L << 27;

  /** {@code DUCKDB_ERROR_OUT_OF_MEMORY} of {@code duckdb.h}. */
  private static final int OUT_OF_MEMORY = 33;

  private static final MethodHandle DESTROY =
      function("duckdb_appender_destroy", FunctionDescriptor.of(JAVA_INT, ADDRESS));

  private AppendLibrary() {}

  /** An empty chunk of {@code types}, which are handles; the caller destroys it. */
  static long createChunk(MemorySegment types, int count) {
    try {
      return (long) CREATE_CHUNK.invokeExact(types, (long) count);
    } catch (Throwable e) {
      throw DuckDbLibrary.impossible(e);
    }
  }

  /** The type of a column, to be destroyed. */
  static long columnType(long appender, int column) {
    try {
      return (long) COLUMN_TYPE.invokeExact(appender, (long) column);
    } catch (Throwable e) {
      throw DuckDbLibrary.impossible(e);
    }
  }

  static void reset(long chunk) {
    try {
      RESET.invokeExact(chunk);
    } catch (Throwable e) {
      throw DuckDbLibrary.impossible(e);
    }
  }

  static void setSize(long chunk, int rows) {
    try {
      SET_SIZE.invokeExact(chunk, (long) rows);
    } catch (Throwable e) {
      throw DuckDbLibrary.impossible(e);
    }
  }

  static void makeValidityWritable(long vector) {
    try {
      WRITABLE_VALIDITY.invokeExact(vector);
    } catch (Throwable e) {
      throw DuckDbLibrary.impossible(e);
    }
  }

  /**
   * Makes room for the elements of all lists of a vector, and says how many there are. DuckDB wants
   * the memory at once and in one piece, whatever its limit is, and ends the process where it has
   * no such piece: so not everything is asked of it.
   *
   * @throws SQLException where there are too many
   */
  static void setListSize(long vector, long elements) throws SQLException {
    if (elements > MOST_ELEMENTS) {
      throw new SQLException("Out of Memory Error: no room for " + elements + " elements");
    }
    try {
      int _ = (int) LIST_RESERVE.invokeExact(vector, elements);
      int _ = (int) LIST_SET_SIZE.invokeExact(vector, elements);
    } catch (Throwable e) {
      throw DuckDbLibrary.impossible(e);
    }
  }

  /** Whether the rows of {@code chunk} were taken. */
  static boolean append(long appender, long chunk) {
    try {
      return (int) APPEND.invokeExact(appender, chunk) == 0;
    } catch (Throwable e) {
      throw DuckDbLibrary.impossible(e);
    }
  }

  /** Whether all rows are in the table. */
  static boolean flush(long appender) {
    try {
      return (int) FLUSH.invokeExact(appender) == 0;
    } catch (Throwable e) {
      throw DuckDbLibrary.impossible(e);
    }
  }

  /** What went wrong last, in the form of the driver's messages: the kind comes first. */
  static String error(long appender) {
    try (Arena arena = Arena.ofConfined()) {
      long error = (long) ERROR.invokeExact(appender);
      int type = (int) ERROR_TYPE.invokeExact(error);
      String text = DuckDbLibrary.text((long) ERROR_MESSAGE.invokeExact(error));
      DESTROY_ERROR.invokeExact(arena.allocateFrom(JAVA_LONG, error));
      return (type == OUT_OF_MEMORY ? "Out of Memory" : "Appender") + " Error: " + text;
    } catch (Throwable e) {
      throw DuckDbLibrary.impossible(e);
    }
  }

  static void destroy(long appender) {
    try (Arena arena = Arena.ofConfined()) {
      int _ = (int) DESTROY.invokeExact(arena.allocateFrom(JAVA_LONG, appender));
    } catch (Throwable e) {
      throw DuckDbLibrary.impossible(e);
    }
  }
}

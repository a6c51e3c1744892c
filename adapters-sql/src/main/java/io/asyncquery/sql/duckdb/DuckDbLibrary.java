package io.asyncquery.sql.duckdb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.asyncquery.application.batch.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The few functions of DuckDB's C interface that lend the memory of a result: the JDBC driver's
 * native library exports them all. Handles are addresses. Names and signatures as in duckdb.h.
 */
@SuppressWarnings("restricted") // to call a native library is what this class is for
final class DuckDbLibrary {

  /** {@code duckdb_result}: six words, passed by value to those that fetch. */
  static final StructLayout RESULT =
      MemoryLayout.structLayout(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private static final FunctionDescriptor OF_HANDLE = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);
  private static final FunctionDescriptor OF_HANDLE_AND_INDEX =
      FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final FunctionDescriptor INT_OF_HANDLE =
      FunctionDescriptor.of(JAVA_INT, JAVA_LONG);
  private static final FunctionDescriptor BYTE_OF_HANDLE =
      FunctionDescriptor.of(JAVA_BYTE, JAVA_LONG);
  private static final FunctionDescriptor RELEASE = FunctionDescriptor.ofVoid(ADDRESS);

  private static final MethodHandle FETCH_CHUNK =
      function("duckdb_fetch_chunk", FunctionDescriptor.of(JAVA_LONG, RESULT));
  private static final MethodHandle RESULT_ERROR =
      function("duckdb_result_error", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
  private static final MethodHandle COLUMN_TYPE =
      function("duckdb_column_logical_type", FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG));
  private static final MethodHandle CHUNK_SIZE = function("duckdb_data_chunk_get_size", OF_HANDLE);
  private static final MethodHandle CHUNK_VECTOR =
      function("duckdb_data_chunk_get_vector", OF_HANDLE_AND_INDEX);
  private static final MethodHandle DESTROY_CHUNK = function("duckdb_destroy_data_chunk", RELEASE);
  private static final MethodHandle VECTOR_DATA = function("duckdb_vector_get_data", OF_HANDLE);
  private static final MethodHandle VECTOR_VALIDITY =
      function("duckdb_vector_get_validity", OF_HANDLE);
  private static final MethodHandle LIST_CHILD =
      function("duckdb_list_vector_get_child", OF_HANDLE);
  private static final MethodHandle LIST_SIZE = function("duckdb_list_vector_get_size", OF_HANDLE);
  private static final MethodHandle ARRAY_CHILD =
      function("duckdb_array_vector_get_child", OF_HANDLE);
  private static final MethodHandle STRUCT_CHILD =
      function("duckdb_struct_vector_get_child", OF_HANDLE_AND_INDEX);
  private static final MethodHandle TYPE_ID = function("duckdb_get_type_id", INT_OF_HANDLE);
  private static final MethodHandle TYPE_ALIAS =
      function("duckdb_logical_type_get_alias", OF_HANDLE);
  private static final MethodHandle DECIMAL_WIDTH =
      function("duckdb_decimal_width", BYTE_OF_HANDLE);
  private static final MethodHandle DECIMAL_SCALE =
      function("duckdb_decimal_scale", BYTE_OF_HANDLE);
  private static final MethodHandle LIST_TYPE = function("duckdb_list_type_child_type", OF_HANDLE);
  private static final MethodHandle ARRAY_TYPE =
      function("duckdb_array_type_child_type", OF_HANDLE);
  private static final MethodHandle ARRAY_SIZE =
      function("duckdb_array_type_array_size", OF_HANDLE);
  private static final MethodHandle MAP_KEY = function("duckdb_map_type_key_type", OF_HANDLE);
  private static final MethodHandle MAP_VALUE = function("duckdb_map_type_value_type", OF_HANDLE);
  private static final MethodHandle STRUCT_COUNT =
      function("duckdb_struct_type_child_count", OF_HANDLE);
  private static final MethodHandle STRUCT_NAME =
      function("duckdb_struct_type_child_name", OF_HANDLE_AND_INDEX);
  private static final MethodHandle STRUCT_TYPE =
      function("duckdb_struct_type_child_type", OF_HANDLE_AND_INDEX);
  private static final MethodHandle DESTROY_TYPE = function("duckdb_destroy_logical_type", RELEASE);
  private static final MethodHandle FREE =
      function("duckdb_free", FunctionDescriptor.ofVoid(JAVA_LONG));

  private DuckDbLibrary() {}

  /** The next chunk, 0 at the end or on an error. It is the caller's to destroy. */
  static long fetchChunk(MemorySegment result) {
    try {
      return (long) FETCH_CHUNK.invokeExact(result);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** What went wrong, empty if nothing did. The text stays the result's. */
  static String error(MemorySegment result) {
    try {
      return text((long) RESULT_ERROR.invokeExact(result));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** The type of a column, to be destroyed. */
  static long columnType(MemorySegment result, int column) {
    try {
      return (long) COLUMN_TYPE.invokeExact(result, (long) column);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int chunkSize(long chunk) {
    return Math.toIntExact(call(CHUNK_SIZE, chunk));
  }

  static long chunkVector(long chunk, int column) {
    return call(CHUNK_VECTOR, chunk, column);
  }

  static void destroyChunk(long chunk) {
    release(DESTROY_CHUNK, chunk);
  }

  static long vectorData(long vector) {
    return call(VECTOR_DATA, vector);
  }

  /** The address of the validity words, 0 where all rows are valid. */
  static long vectorValidity(long vector) {
    return call(VECTOR_VALIDITY, vector);
  }

  static long listChild(long vector) {
    return call(LIST_CHILD, vector);
  }

  static long listSize(long vector) {
    return call(LIST_SIZE, vector);
  }

  static long arrayChild(long vector) {
    return call(ARRAY_CHILD, vector);
  }

  static long structChild(long vector, int field) {
    return call(STRUCT_CHILD, vector, field);
  }

  static int typeId(long type) {
    try {
      return (int) TYPE_ID.invokeExact(type);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** The name a type was given, such as JSON; empty for most. */
  static String typeAlias(long type) {
    return ownedText(call(TYPE_ALIAS, type));
  }

  static int decimalWidth(long type) {
    return Byte.toUnsignedInt(callByte(DECIMAL_WIDTH, type));
  }

  static int decimalScale(long type) {
    return Byte.toUnsignedInt(callByte(DECIMAL_SCALE, type));
  }

  static long listElementType(long type) {
    return call(LIST_TYPE, type);
  }

  static long arrayElementType(long type) {
    return call(ARRAY_TYPE, type);
  }

  static long arraySize(long type) {
    return call(ARRAY_SIZE, type);
  }

  static long mapKeyType(long type) {
    return call(MAP_KEY, type);
  }

  static long mapValueType(long type) {
    return call(MAP_VALUE, type);
  }

  static int structFieldCount(long type) {
    return Math.toIntExact(call(STRUCT_COUNT, type));
  }

  static String structFieldName(long type, int field) {
    return ownedText(call(STRUCT_NAME, type, field));
  }

  static long structFieldType(long type, int field) {
    return call(STRUCT_TYPE, type, field);
  }

  static void destroyType(long type) {
    release(DESTROY_TYPE, type);
  }

  /** A function of the driver's library. */
  static MethodHandle function(String name, FunctionDescriptor descriptor) {
    MemorySegment symbol =
        SymbolLookup.loaderLookup()
            .find(name)
            .orElseThrow(
                () -> new IllegalStateException("DuckDB's library has no function " + name));
    return Linker.nativeLinker().downcallHandle(symbol, descriptor);
  }

  private static long call(MethodHandle function, long handle) {
    try {
      return (long) function.invokeExact(handle);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  private static long call(MethodHandle function, long handle, long index) {
    try {
      return (long) function.invokeExact(handle, index);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  private static byte callByte(MethodHandle function, long handle) {
    try {
      return (byte) function.invokeExact(handle);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  private static void release(MethodHandle function, long handle) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pointer = arena.allocate(ADDRESS);
      pointer.set(JAVA_LONG, 0, handle);
      function.invokeExact(pointer);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  private static String ownedText(long address) {
    String text = text(address);
    if (address != 0) {
      try {
        FREE.invokeExact(address);
      } catch (Throwable e) {
        throw impossible(e);
      }
    }
    return text;
  }

  static String text(long address) {
    return address == 0 ? "" : Memory.at(address, Long.MAX_VALUE).getString(0);
  }

  // C functions throw nothing; what comes here is an Error of the virtual machine.
  static RuntimeException impossible(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("A call into DuckDB's library failed", e);
  }
}

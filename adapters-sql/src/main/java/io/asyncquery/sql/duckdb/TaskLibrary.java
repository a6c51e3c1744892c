package io.asyncquery.sql.duckdb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The few functions of DuckDB's C interface by which threads work for it. Handles are addresses.
 * Names and signatures as in duckdb.h.
 */
final class TaskLibrary {

  private static final FunctionDescriptor OF_HANDLE = FunctionDescriptor.ofVoid(JAVA_LONG);
  private static final MethodHandle CREATE =
      DuckDbLibrary.function("duckdb_create_task_state", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
  private static final MethodHandle EXECUTE =
      DuckDbLibrary.function("duckdb_execute_tasks_state", OF_HANDLE);
  private static final MethodHandle FINISH =
      DuckDbLibrary.function("duckdb_finish_execution", OF_HANDLE);
  private static final MethodHandle DESTROY =
      DuckDbLibrary.function("duckdb_destroy_task_state", OF_HANDLE);

  private TaskLibrary() {}

  /** A handle to work for a {@code duckdb_database} with; the caller destroys it. */
  static long create(MemorySegment database) {
    try {
      return (long) CREATE.invokeExact(database);
    } catch (Throwable e) {
      throw DuckDbLibrary.impossible(e);
    }
  }

  /** Works on whatever there is to do, until {@link #finish}. */
  static void execute(long work) {
    call(EXECUTE, work);
  }

  /** Lets {@link #execute} return after the task in hand, or at once the next time. */
  static void finish(long work) {
    call(FINISH, work);
  }

  static void destroy(long work) {
    call(DESTROY, work);
  }

  private static void call(MethodHandle function, long work) {
    try {
      function.invokeExact(work);
    } catch (Throwable e) {
      throw DuckDbLibrary.impossible(e);
    }
  }
}

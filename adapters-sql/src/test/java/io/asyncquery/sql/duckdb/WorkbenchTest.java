package io.asyncquery.sql.duckdb;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.ListVector;
import io.asyncquery.application.batch.Validity;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType.Array;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.FailureCategory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbenchTest {

  @TempDir private Path temp;

  private Workbench narrow() throws Exception {
    return Workbench.open(
        new DuckDbSettings(Optional.of(1), Optional.of("20MB"), temp, Optional.of("1MB")));
  }

  @Test
  void lists_that_the_table_has_no_room_for_are_too_large_and_nothing_is_broken() throws Exception {
    try (Workbench workbench = narrow();
        Handle handle = workbench.connect();
        Connection source = DriverManager.getConnection("jdbc:duckdb:");
        EngineThreads none = EngineThreads.start(source.unwrap(DuckDBConnection.class), 0)) {
      SQLException thrown =
          new DuckDbColumnReader(_ -> none)
              .read(
                  source,
                  "SELECT range(10000) AS numbers FROM range(2048)",
                  new Cancellation(),
                  batches ->
                      assertThrows(
                          SQLException.class,
                          () -> workbench.load(handle, "lists", List.of("numbers"), batches)));

      String message = String.valueOf(thrown.getMessage());
      assertTrue(message.contains("Failed to append"), message);
      assertTooLarge(workbench, handle, thrown);
    }
  }

  /** DuckDB would end this process. */
  @Test
  void lists_of_more_elements_than_are_asked_of_duckdb_are_too_large_and_nothing_is_broken()
      throws Exception {
    try (Workbench workbench = narrow();
        Handle handle = workbench.connect();
        Arena arena = Arena.ofConfined()) {
      ColumnBatches batches = new Boast(arena.allocateFrom(JAVA_LONG, 0, 2_000_000_000));

      SQLException thrown =
          assertThrows(
              SQLException.class,
              () -> workbench.load(handle, "lists", List.of("numbers"), batches));

      assertEquals("Out of Memory Error: no room for 2000000000 elements", thrown.getMessage());
      assertTooLarge(workbench, handle, thrown);
    }
  }

  private static void assertTooLarge(Workbench workbench, Handle handle, SQLException thrown) {
    assertEquals(
        FailureCategory.LIMIT,
        workbench.failures().execution(thrown, new Cancellation()).failure().category());
    assertEquals(0, handle.createQuery("SELECT count(*) FROM lists").mapTo(int.class).one());
  }

  /** One row, whose list says that it has elements which are not there. */
  private record Boast(MemorySegment entry) implements ColumnBatches, ColumnBatch {

    private static final Column COLUMN = new Column("numbers", new Array(Scalar.HUGEINT));

    @Override
    public List<Column> columns() {
      return List.of(COLUMN);
    }

    @Override
    public Optional<ColumnBatch> next() {
      return Optional.of(this);
    }

    @Override
    public int rowCount() {
      return 1;
    }

    @Override
    public ColumnVector column(int index) {
      return new ListVector(
          COLUMN.type(),
          Validity.ALL,
          entry,
          new FlatVector(Scalar.HUGEINT, Validity.ALL, MemorySegment.NULL));
    }

    @Override
    public void close() {}
  }
}

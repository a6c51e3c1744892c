package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.FailureCategory;
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

  @Test
  void lists_that_find_no_room_are_too_large_and_nothing_is_broken(@TempDir Path temp)
      throws Exception {
    DuckDbSettings narrow =
        new DuckDbSettings(Optional.of(1), Optional.of("20MB"), temp, Optional.of("1MB"));
    try (Workbench workbench = Workbench.open(narrow);
        Handle handle = workbench.connect();
        Connection source = DriverManager.getConnection("jdbc:duckdb:");
        EngineThreads none = EngineThreads.start(source.unwrap(DuckDBConnection.class), 0)) {
      BlockCache cache = new BlockCache(source.unwrap(DuckDBConnection.class), "80%");
      SQLException thrown =
          new DuckDbColumnReader(_ -> new DuckDbColumnReader.Resources(none, cache))
              .read(
                  source,
                  "SELECT range(10000) AS numbers FROM range(2048)",
                  new Cancellation(),
                  batches ->
                      assertThrows(
                          SQLException.class,
                          () -> workbench.load(handle, "lists", List.of("numbers"), batches)));

      assertEquals(
          FailureCategory.LIMIT,
          workbench.failures().execution(thrown, new Cancellation()).failure().category());
      assertEquals(0, handle.createQuery("SELECT count(*) FROM lists").mapTo(int.class).one());
    }
  }
}

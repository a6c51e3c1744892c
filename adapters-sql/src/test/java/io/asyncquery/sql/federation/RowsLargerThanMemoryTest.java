package io.asyncquery.sql.federation;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.Await;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two files of which each holds more than the engine may have in memory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowsLargerThanMemoryTest {

  private static final int ROWS = 3_000_000;
  private static final String JOIN =
      "select count(*), sum(a.n - b.n) from left_one.t a join right_one.t b on a.name = b.name";

  private Map<String, SourceDefinition> sources = Map.of();

  @BeforeAll
  void make(@TempDir Path folder) throws Exception {
    sources = Map.of("left_one", file(folder, "left"), "right_one", file(folder, "right"));
  }

  /** Each row has some 100 bytes, which no compression makes smaller. */
  private static SourceDefinition file(Path folder, String name) throws Exception {
    return new SourceDefinition.DuckDbFile(
        Databases.duckDb(
            Files.createDirectory(folder.resolve(name)),
            "CREATE TABLE t AS SELECT range AS n, sha256(range::VARCHAR) AS name FROM range("
                + ROWS
                + ")"));
  }

  private SqlQueryEngine engine(Path temp, String tempLimit) {
    return SqlQueryEngine.open(
        List.of(Databases.project(sources, "left_one")),
        new DuckDbSettings(Optional.of(2), Optional.of("128MB"), temp, Optional.of(tempLimit)));
  }

  @Test
  void wait_in_files_that_are_gone_with_the_query(@TempDir Path temp) throws Exception {
    try (SqlQueryEngine engine = engine(temp, "4GB")) {
      CompletableFuture<List<String>> rows =
          CompletableFuture.supplyAsync(
              () -> rows(engine, JOIN), task -> Thread.ofPlatform().start(task));
      Await.untilWithin(120_000, "more than 100 MB wait in files", () -> bytes(temp) > 100_000_000);

      assertEquals(List.of("[" + ROWS + ", 0]"), rows.get(5, TimeUnit.MINUTES));
      Await.until("the files are gone", () -> bytes(temp) < 1_000_000);
    }
  }

  @Test
  void that_find_no_room_fail_the_query_and_no_other(@TempDir Path temp) {
    try (SqlQueryEngine engine = engine(temp, "20MB")) {
      QueryFailure failure =
          assertThrows(QueryFailedException.class, () -> rows(engine, JOIN)).failure();

      assertTrue(failure.message().contains("are too many to be worked on here"), failure::message);
      assertEquals(List.of("[1000, 0]"), rows(engine, JOIN + " where a.n < 1000 and b.n < 1000"));
      assertEquals(0, Databases.lentConnections(engine));
    }
  }

  private static List<String> rows(SqlQueryEngine engine, String sql) {
    return engine.run(request(sql).build(), new Cancellation(), Rows::readAll).stream()
        .map(List::toString)
        .toList();
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(RowsLargerThanMemoryTest::size).sum();
    } catch (java.io.UncheckedIOException e) {
      return 0;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.sql.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {

  @TempDir Path data;
  @TempDir Path temp;
  private DuckDbSettings settings;

  @BeforeEach
  void write() throws Exception {
    settings = new DuckDbSettings(Optional.of(1), Optional.of("1GB"), temp, Optional.empty());
    Databases.inMemory(
        "COPY (SELECT range AS n, 'p' || range AS t FROM range(3)) TO '%s'"
            .formatted(data.resolve("Numbers.parquet")),
        "COPY (SELECT range AS n FROM range(2)) TO '%s' (HEADER)"
            .formatted(data.resolve("it''s.CSV")));
    Files.writeString(data.resolve("notes.txt"), "no table");
    Files.createDirectory(data.resolve("folder.csv"));
  }

  @Test
  void each_file_is_a_table_named_after_it() throws Exception {
    try (DuckDbSource source = DuckDbSource.openFolder(data, settings)) {
      assertEquals(List.of("p0", "p1", "p2"), texts(source, "SELECT t FROM numbers ORDER BY n"));
      assertEquals(List.of("0", "1"), texts(source, "SELECT n FROM \"it's\" ORDER BY n"));
      assertEquals(
          List.of("Numbers", "it's"),
          texts(source, "SELECT table_name FROM information_schema.tables ORDER BY 1"));
    }
  }

  @Test
  void no_other_file_can_be_read_and_none_be_written() throws Exception {
    Path outside = Files.writeString(temp.resolve("outside.csv"), "a\n1\n");
    Path inside = Files.writeString(data.resolve("later.csv"), "a\n1\n");
    Files.delete(inside);

    try (DuckDbSource source = DuckDbSource.openFolder(data, settings)) {
      Files.writeString(inside, "a\n1\n");
      for (Path path : List.of(outside, inside)) {
        refused(source, "SELECT * FROM read_csv('%s')".formatted(path));
      }
      refused(source, "SELECT * FROM glob('%s/*')".formatted(data));
      refused(source, "COPY Numbers TO '%s'".formatted(data.resolve("new.csv")));
      refused(source, "COPY Numbers TO '%s'".formatted(data.resolve("Numbers.parquet")));
      refused(source, "CREATE TABLE x(a INTEGER)");
      refused(source, "CREATE OR REPLACE VIEW Numbers AS SELECT 1");
    }
  }

  @Test
  void two_files_for_one_table_are_refused_by_name() throws Exception {
    Files.writeString(data.resolve("numbers.csv"), "a\n1\n");

    IOException thrown =
        assertThrows(IOException.class, () -> DuckDbSource.openFolder(data, settings));

    assertEquals(
        "Files [Numbers.parquet] and [numbers.csv] would both be table [numbers]; rename one",
        thrown.getMessage());
    assertTrue(isEmpty(temp), "the scratch folder is left");
  }

  @Test
  void a_file_that_cannot_be_read_is_no_table_and_harms_no_other() throws Exception {
    Files.writeString(data.resolve("broken.parquet"), "this is no Parquet");

    try (DuckDbSource source = DuckDbSource.openFolder(data, settings)) {
      assertEquals(List.of("3"), texts(source, "SELECT count(*) FROM numbers"));
      refused(source, "SELECT * FROM broken");
    }
  }

  @Test
  void nothing_is_left_of_a_closed_source() throws Exception {
    DuckDbSource source = DuckDbSource.openFolder(data, settings);
    assertEquals(List.of("3"), texts(source, "SELECT count(*) FROM numbers"));

    source.close();

    assertTrue(isEmpty(temp));
  }

  @Test
  void a_folder_that_is_not_there_is_told() throws Exception {
    assertThrows(
        IOException.class, () -> DuckDbSource.openFolder(data.resolve("absent"), settings));
    assertTrue(isEmpty(temp));
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static List<String> texts(DuckDbSource source, String sql) {
    try (Handle handle = source.connect(new Cancellation())) {
      return handle.createQuery(sql).mapTo(String.class).list();
    }
  }

  private static void refused(DuckDbSource source, String sql) {
    try (Handle handle = source.connect(new Cancellation())) {
      assertThrows(
          SQLException.class, () -> handle.getConnection().createStatement().execute(sql), sql);
    }
  }
}

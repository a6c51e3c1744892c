package io.asyncquery.sql.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.sql.sample.StarSchema.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the file. */
class StarSchemaTest {
  private static final double TINY = 0.001;

  @TempDir Path folder;

  @Test
  void a_database_of_the_same_scale_is_reused_untouched() throws Exception {
    Path file = folder.resolve("ssb.duckdb");
    assertEquals(Outcome.CREATED, StarSchema.create(file, TINY, StarSchemaTest::ignore));
    byte[] made = Files.readAllBytes(file);
    List<Progress> reports = new ArrayList<>();
    assertEquals(Outcome.REUSED, StarSchema.create(file, TINY, reports::add));
    assertArrayEquals(made, Files.readAllBytes(file));
    assertEquals(List.of(), reports);
  }

  @Test
  void a_database_of_another_scale_is_replaced() throws Exception {
    Path file = folder.resolve("ssb.duckdb");
    StarSchema.create(file, TINY, StarSchemaTest::ignore);
    assertEquals(Outcome.CREATED, StarSchema.create(file, 2 * TINY, StarSchemaTest::ignore));
    try (SampleFile sample = new SampleFile(file)) {
      assertEquals(60, sample.number("SELECT count(*) FROM CUSTOMER"));
    }
    assertEquals(List.of("ssb.duckdb"), files());
  }

  @Test
  void a_file_that_is_no_database_is_refused_and_kept() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "not a database");
    IOException refusal =
        assertThrows(
            IOException.class, () -> StarSchema.create(file, TINY, StarSchemaTest::ignore));
    assertEquals(
        "File [notes.txt] exists and cannot be read as the Star Schema Benchmark: move it away or"
            + " name another file",
        refusal.getMessage());
    assertEquals("not a database", Files.readString(file));
    assertEquals(List.of("notes.txt"), files());
  }

  @Test
  void somebody_elses_database_is_refused_and_kept() throws Exception {
    Path file = folder.resolve("theirs.duckdb");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE LINEORDER AS SELECT 42 AS N");
    }
    IOException refusal =
        assertThrows(
            IOException.class, () -> StarSchema.create(file, TINY, StarSchemaTest::ignore));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith("File [theirs.duckdb] exists"));
    try (SampleFile theirs = new SampleFile(file)) {
      assertEquals(42, theirs.number("SELECT N FROM LINEORDER"));
    }
  }

  @Test
  void a_generation_that_fails_leaves_nothing() throws Exception {
    Path file = folder.resolve("ssb.duckdb");
    Consumer<Progress> failing =
        progress -> {
          if (progress.table().equals("LINEORDER") && progress.rows() > 0) {
            throw new IllegalStateException("told to fail");
          }
        };
    IOException failure =
        assertThrows(IOException.class, () -> StarSchema.create(file, TINY, failing));
    assertEquals("Sample database [ssb.duckdb] could not be made", failure.getMessage());
    assertEquals(List.of(), files());
  }

  @Test
  void an_interrupt_ends_the_generation_and_leaves_what_was_there() throws Exception {
    Path file = folder.resolve("ssb.duckdb");
    StarSchema.create(file, TINY, StarSchemaTest::ignore);
    byte[] made = Files.readAllBytes(file);
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                StarSchema.create(file, 2 * TINY, progress -> Thread.currentThread().interrupt()));
    assertTrue(Thread.interrupted(), "the caller still sees that it was interrupted");
    assertInstanceOf(InterruptedIOException.class, failure);
    assertArrayEquals(made, Files.readAllBytes(file));
    assertEquals(List.of("ssb.duckdb"), files());
  }

  @Test
  void the_file_has_its_name_only_when_it_is_whole() throws Exception {
    Path file = folder.resolve("ssb.duckdb");
    StarSchema.create(file, TINY, progress -> assertFalse(Files.exists(file)));
    assertEquals(List.of("ssb.duckdb"), files());
  }

  @Test
  void what_a_killed_process_left_is_removed() throws Exception {
    Path left = Files.createDirectories(folder.resolve(".ssb.duckdb.making-123/spill"));
    Files.writeString(left.resolveSibling("owner.lock"), "");
    Files.writeString(left.resolveSibling("ssb.duckdb"), "half a database");
    Files.createDirectories(folder.resolve(".other.duckdb.making-123"));
    StarSchema.create(folder.resolve("ssb.duckdb"), TINY, StarSchemaTest::ignore);
    assertEquals(List.of(".other.duckdb.making-123", "ssb.duckdb"), files());
  }

  @Test
  void two_may_make_the_same_file_at_the_same_time() throws Exception {
    Path file = folder.resolve("ssb.duckdb");
    List<Outcome> inner = new ArrayList<>();
    Consumer<Progress> meanwhile =
        progress -> {
          if (inner.isEmpty()) {
            inner.add(create(file));
          }
        };
    assertEquals(Outcome.CREATED, StarSchema.create(file, TINY, meanwhile));
    assertEquals(List.of(Outcome.CREATED), inner);
    assertEquals(Outcome.REUSED, StarSchema.create(file, TINY, StarSchemaTest::ignore));
    assertEquals(List.of("ssb.duckdb"), files());
  }

  @Test
  void missing_folders_are_made() throws Exception {
    Path file = folder.resolve("a/b/ssb.duckdb");
    assertEquals(Outcome.CREATED, StarSchema.create(file, TINY, StarSchemaTest::ignore));
    assertTrue(Files.exists(file));
  }

  @Test
  void a_bad_scale_is_refused_before_anything_is_touched() throws Exception {
    Path file = folder.resolve("a/ssb.duckdb");
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> StarSchema.create(file, Double.NaN, StarSchemaTest::ignore));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith("Scale [NaN] is out of range"));
    assertEquals(List.of(), files());
  }

  @Test
  void progress_tells_each_table_from_nothing_to_all() throws Exception {
    List<Progress> reports = new ArrayList<>();
    StarSchema.create(folder.resolve("ssb.duckdb"), 0.02, reports::add);
    assertEquals(
        List.of("DATES", "CUSTOMER", "SUPPLIER", "PART", "LINEORDER"),
        reports.stream().map(Progress::table).distinct().toList());
    for (String table : List.of("DATES", "CUSTOMER", "SUPPLIER", "PART", "LINEORDER")) {
      List<Progress> ofTable = reports.stream().filter(r -> r.table().equals(table)).toList();
      assertEquals(0, ofTable.getFirst().rows());
      assertEquals(ofTable.getLast().total(), ofTable.getLast().rows());
      assertTrue(ofTable.getFirst().total() > 0);
    }
    assertTrue(
        reports.stream().filter(r -> r.table().equals("LINEORDER")).count() > 3,
        "a long table reports in between");
  }

  private static void ignore(Progress progress) {}

  private static Outcome create(Path file) {
    try {
      return StarSchema.create(file, TINY, StarSchemaTest::ignore);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}

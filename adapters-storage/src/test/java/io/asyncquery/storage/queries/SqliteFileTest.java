package io.asyncquery.storage.queries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.storage.DataFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SqliteFileTest {

  private static final Migrations ONE = new Migrations(List.of("test-migrations/1.sql"));
  private static final Migrations TWO =
      new Migrations(List.of("test-migrations/1.sql", "test-migrations/2.sql"));
  private static final Migrations BROKEN =
      new Migrations(
          List.of("test-migrations/1.sql", "test-migrations/2.sql", "test-migrations/broken.sql"));

  @TempDir Path folder;

  private Path path;
  private SqliteFile file;

  @BeforeEach
  void name() {
    path = folder.resolve("queries.db");
    file = new SqliteFile(path);
  }

  @Test
  void an_empty_file_is_brought_to_the_latest_version() throws IOException {
    Files.createFile(path);

    migrate(TWO);

    assertEquals(2, version());
    assertEquals(List.of("from 1", "from 2"), notes());
  }

  @Test
  void the_released_migrations_lead_from_nothing_to_the_latest_version() throws IOException {
    Files.createFile(path);

    migrate(Migrations.ALL);

    assertEquals(Migrations.ALL.latest(), version());
  }

  @Test
  void an_older_version_is_brought_on_with_what_it_holds() throws IOException {
    Files.createFile(path);
    migrate(ONE);
    write("INSERT INTO note VALUES ('mine')");

    migrate(TWO);

    assertEquals(2, version());
    assertEquals(List.of("from 1", "mine", "from 2"), notes());
  }

  @Test
  void migrating_again_changes_nothing() throws IOException {
    Files.createFile(path);
    migrate(TWO);

    migrate(TWO);

    assertEquals(2, version());
    assertEquals(List.of("from 1", "from 2"), notes());
  }

  @Test
  void a_migration_that_fails_leaves_the_version_before_it_whole() throws IOException {
    Files.createFile(path);
    migrate(ONE);

    var refused = assertThrows(DataFolderException.class, () -> migrate(BROKEN));

    assertTrue(String.valueOf(refused.getMessage()).contains("[" + path + "]"));
    assertEquals(1, version());
    assertEquals(List.of("from 1"), notes());
    migrate(TWO);
    assertEquals(List.of("from 1", "from 2"), notes());
  }

  @Test
  void a_newer_version_is_refused_and_left_as_it_is() throws IOException {
    Files.createFile(path);
    migrate(TWO);

    byte[] before = Files.readAllBytes(path);
    var refused = assertThrows(DataFolderException.class, () -> migrate(ONE));

    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("[" + path + "]"), message);
    assertTrue(message.contains("newer asyncquery"), message);
    assertTrue(message.contains("version [2], this program knows up to [1]"), message);
    assertArrayEquals(before, Files.readAllBytes(path));
  }

  @Test
  void a_newer_version_is_refused_and_left_as_it_is_while_its_log_holds_changes()
      throws IOException {
    Files.createFile(path);
    migrate(ONE);
    Path copy = folder.resolve("copy.db");
    try (Handle handle = file.forWriting().open()) {
      handle.execute("PRAGMA user_version = 9");
      // As a kill would leave them: the change is in the log alone.
      Files.copy(path, copy);
      Files.copy(folder.resolve("queries.db-wal"), folder.resolve("copy.db-wal"));
    }
    byte[] database = Files.readAllBytes(copy);
    byte[] log = Files.readAllBytes(folder.resolve("copy.db-wal"));

    var refused = assertThrows(DataFolderException.class, () -> migrate(new SqliteFile(copy), ONE));

    assertTrue(String.valueOf(refused.getMessage()).contains("version [9]"));
    assertArrayEquals(database, Files.readAllBytes(copy));
    assertArrayEquals(log, Files.readAllBytes(folder.resolve("copy.db-wal")));
  }

  static List<byte[]> strangers() {
    byte[] noise = new byte[50_000];
    new Random(1).nextBytes(noise);
    byte[] header = Arrays.copyOf("SQLite format 3\0".getBytes(UTF_8), 4096);
    return List.of(
        "xy".getBytes(UTF_8),
        "Dear diary,\n".repeat(1_000).getBytes(UTF_8),
        noise,
        header,
        Arrays.copyOf(header, 20),
        new byte[4096]);
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void a_file_that_is_no_database_is_refused_and_left_as_it_is(byte[] content) throws IOException {
    Files.write(path, content);

    var refused = assertThrows(DataFolderException.class, () -> migrate(Migrations.ALL));

    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("[" + path + "] is not a query store, or is damaged"), message);
    assertArrayEquals(content, Files.readAllBytes(path));
    assertAlone();
  }

  @Test
  void a_database_of_somebody_else_is_refused_and_left_as_it_is() throws IOException {
    try (Handle handle = file.forWriting().open()) {
      handle.execute("CREATE TABLE query (id TEXT)");
    }
    byte[] before = Files.readAllBytes(path);

    assertThrows(DataFolderException.class, () -> migrate(Migrations.ALL));

    assertArrayEquals(before, Files.readAllBytes(path));
  }

  @Test
  void a_truncated_database_is_refused_and_left_as_it_is() throws IOException {
    Files.createFile(path);
    migrate(Migrations.ALL);
    byte[] half = Arrays.copyOf(Files.readAllBytes(path), 1_000);
    Files.write(path, half);

    assertThrows(DataFolderException.class, () -> migrate(Migrations.ALL));

    assertArrayEquals(half, Files.readAllBytes(path));
  }

  @Test
  void a_missing_file_is_not_taken_for_a_damaged_one() {
    var refused = assertThrows(DataFolderException.class, () -> migrate(Migrations.ALL));

    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("[" + path + "] cannot be opened"), message);
    assertFalse(Files.exists(path));
  }

  @Test
  void what_is_opened_for_reading_cannot_write() throws IOException {
    Files.createFile(path);
    migrate(TWO);

    try (Handle handle = file.forReading().open()) {
      assertThrows(JdbiException.class, () -> handle.execute("DELETE FROM note"));
    }

    assertEquals(List.of("from 1", "from 2"), notes());
  }

  private void migrate(Migrations migrations) {
    migrate(file, migrations);
  }

  private static void migrate(SqliteFile file, Migrations migrations) {
    try (var writer = new WriteConnection(file.forWriting())) {
      file.migrate(migrations, writer);
    }
  }

  private void assertAlone() {
    for (String companion : List.of("-wal", "-shm", "-journal")) {
      assertFalse(Files.exists(folder.resolve("queries.db" + companion)), companion);
    }
  }

  private int version() {
    try (Handle handle = file.forReading().open()) {
      return Migrations.versionOf(handle);
    }
  }

  private List<String> notes() {
    try (Handle handle = file.forReading().open()) {
      return handle.createQuery("SELECT text FROM note ORDER BY rowid").mapTo(String.class).list();
    }
  }

  private void write(String sql) {
    try (Handle handle = file.forWriting().open()) {
      handle.execute(sql);
    }
  }
}

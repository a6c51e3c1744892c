package io.asyncquery.storage.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.storage.queries.GroupCommit.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteConnectionTest {

  private static final int NORMAL = 1;
  private static final int FULL = 2;

  @TempDir Path folder;

  private SqliteFile file;
  private WriteConnection connection;

  @BeforeEach
  void open() throws IOException {
    file = new SqliteFile(Files.createFile(folder.resolve("queries.db")));
    connection = new WriteConnection(file.forWriting());
    file.migrate(new Migrations(List.of("test-migrations/1.sql")), connection);
  }

  @AfterEach
  void close() {
    connection.close();
  }

  @Test
  void a_commit_waits_for_the_disk_exactly_where_it_must() {
    List<Integer> levels = new ArrayList<>();
    for (var durability :
        List.of(Durability.MACHINE, Durability.PROCESS, Durability.PROCESS, Durability.MACHINE)) {
      connection.run(durability, handle -> levels.add(synchronous(handle)));
    }

    assertEquals(List.of(FULL, NORMAL, NORMAL, FULL), levels);
  }

  @Test
  void after_a_fault_commits_wait_for_the_disk_where_they_must_as_before() {
    List<Integer> levels = new ArrayList<>();
    for (var durability : List.of(Durability.PROCESS, Durability.MACHINE)) {
      for (var next : List.of(Durability.PROCESS, Durability.MACHINE)) {
        assertThrows(
            IllegalStateException.class,
            () ->
                connection.run(
                    durability,
                    handle -> {
                      throw new IllegalStateException();
                    }));
        connection.run(next, handle -> levels.add(synchronous(handle)));
      }
    }

    assertEquals(List.of(NORMAL, FULL, NORMAL, FULL), levels);
  }

  @Test
  void one_connection_serves_until_it_fails() {
    List<Handle> used = new ArrayList<>();
    connection.run(Durability.MACHINE, used::add);
    connection.run(Durability.MACHINE, used::add);
    assertThrows(
        JdbiException.class, () -> connection.run(Durability.MACHINE, h -> h.execute("nonsense")));
    connection.run(Durability.MACHINE, used::add);

    assertSame(used.get(0), used.get(1));
    assertNotSame(used.get(1), used.get(2));
  }

  @Test
  void what_came_before_a_fault_in_its_transaction_is_undone() {
    assertThrows(
        JdbiException.class,
        () ->
            connection.run(
                Durability.MACHINE,
                handle -> {
                  handle.execute("INSERT INTO note VALUES ('undone')");
                  handle.execute("INSERT INTO nowhere VALUES ('undone')");
                }));
    connection.run(Durability.MACHINE, note("done"));

    assertEquals(List.of("from 1", "done"), notes());
  }

  /** On a full disk SQLite ends the transaction by itself, and the driver the statement. */
  @Test
  void after_a_full_disk_the_same_statements_work_again() {
    connection.run(Durability.MACHINE, note("before"));

    assertThrows(
        JdbiException.class,
        () ->
            connection.run(
                Durability.MACHINE,
                handle -> {
                  note("undone").accept(handle);
                  handle.createQuery("PRAGMA max_page_count = 1").mapTo(int.class).one();
                  note("x".repeat(1_000_000)).accept(handle);
                }));
    connection.run(Durability.MACHINE, note("after"));

    assertEquals(List.of("from 1", "before", "after"), notes());
  }

  private List<String> notes() {
    try (Handle handle = file.forReading().open()) {
      return handle.createQuery("SELECT text FROM note ORDER BY rowid").mapTo(String.class).list();
    }
  }

  private static Consumer<Handle> note(String text) {
    return handle -> {
      try (var insert = handle.createUpdate("INSERT INTO note VALUES (:text)")) {
        insert.bind("text", text).execute();
      }
    };
  }

  private static int synchronous(Handle handle) {
    try (var statement = handle.getConnection().createStatement();
        var rows = statement.executeQuery("PRAGMA synchronous")) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}

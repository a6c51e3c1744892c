package io.asyncquery.bootstrap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.bootstrap.Await;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Database files that are missing, damaged or taken away, at the start and under a running server.
 * Project {@code test} is sound, {@code hurt} is not.
 */
@Tag("slow")
class SourceFaultTest {

  private static final String COUNT = "select count(*) as k from numbers";
  private static final String CANNOT_BE_OPENED = "Source [hurt] cannot be opened";

  @TempDir Path folder;

  private Installation installation;
  private Path hurt;

  @BeforeEach
  void install() throws IOException {
    installation = Installation.create(folder, List.of("root"));
    installation.configure(List.of("test", "hurt"), "workers: 2");
    hurt = installation.database("hurt");
    Files.copy(installation.database("test"), hurt);
  }

  @Test
  void a_file_that_is_missing_at_the_start_fails_its_queries_until_it_is_there() throws Exception {
    Files.delete(hurt);

    try (KillableServer server = KillableServer.start(installation);
        Caller root = new Caller(server.requireReady(), "root")) {
      assertEquals("FAILED " + CANNOT_BE_OPENED, end(root, ask("hurt", COUNT)));
      assertSound(root);

      Files.copy(installation.database("test"), hurt);
      assertEquals("SUCCESSFUL await fetching results", end(root, ask("hurt", COUNT)));
    }
  }

  @Test
  void a_file_that_was_cut_short_before_the_start_fails_its_queries_alone() throws Exception {
    truncate(Files.size(hurt) / 2);
    assertHurtAndOtherwiseSound();
  }

  @Test
  void a_file_that_is_no_database_fails_its_queries_alone() throws Exception {
    Files.writeString(hurt, "not a database\n".repeat(1_000));
    assertHurtAndOtherwiseSound();
  }

  @Test
  void an_empty_file_fails_its_queries_alone() throws Exception {
    truncate(0);
    assertHurtAndOtherwiseSound();
  }

  @Test
  void a_folder_in_place_of_the_file_fails_its_queries_alone() throws Exception {
    Files.delete(hurt);
    Files.createDirectory(hurt);
    assertHurtAndOtherwiseSound();
  }

  @Test
  void a_file_that_is_deleted_in_use_goes_on_to_be_read() throws Exception {
    try (KillableServer server = KillableServer.start(installation);
        Caller root = new Caller(server.requireReady(), "root")) {
      Files.delete(hurt);

      assertEquals("SUCCESSFUL await fetching results", end(root, ask("hurt", COUNT)));
      assertSound(root);
    }
  }

  @Test
  void a_file_that_is_replaced_in_use_is_read_as_it_was_until_the_next_start() throws Exception {
    try (KillableServer server = KillableServer.start(installation);
        Caller root = new Caller(server.requireReady(), "root")) {
      Path other = Files.writeString(folder.resolve("other"), "not a database");
      Files.move(other, hurt, StandardCopyOption.REPLACE_EXISTING);

      assertEquals("SUCCESSFUL await fetching results", end(root, ask("hurt", COUNT)));
      assertSound(root);
    }
    assertHurtAndOtherwiseSound();
  }

  @Test
  void a_file_that_is_cut_short_in_use_hurts_nobody_else() throws Exception {
    try (KillableServer server = KillableServer.start(installation);
        Caller root = new Caller(server.requireReady(), "root")) {
      truncate(16_384);

      String end = end(root, ask("hurt", "select sum(length(name) + i) as k from numbers"));
      assertTrue(end.startsWith("FAILED The source") || end.startsWith("FAILED Source"), end);
      assertFalse(end.contains(folder.toString()), end);
      assertSound(root);
    }
  }

  private void assertHurtAndOtherwiseSound() throws Exception {
    try (KillableServer server = KillableServer.start(installation);
        Caller root = new Caller(server.requireReady(), "root")) {
      assertEquals("FAILED " + CANNOT_BE_OPENED, end(root, ask("hurt", COUNT)));
      assertSound(root);
      assertTrue(
          server.log().contains("Source [hurt] of project [hurt] cannot be opened"), server.log());
    }
  }

  /** The other project answers as ever. */
  private static void assertSound(Caller root) throws Exception {
    Promise promise = new Promise(submit(root, Question.small(1_999)), Question.small(1_999), "");
    assertEquals("SUCCESSFUL await fetching results", end(root, promise.id()));
    CrashClient.result(root, promise);
  }

  private void truncate(long size) throws IOException {
    try (FileChannel channel = FileChannel.open(hurt, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private static Question ask(String project, String sql) {
    return new Question(sql, project, "csv", new Question.Failure(""));
  }

  private static String end(Caller caller, Question question) throws Exception {
    return end(caller, submit(caller, question));
  }

  private static String submit(Caller caller, Question question) throws Exception {
    return Caller.field("query_id", caller.submit(question).body());
  }

  private static String end(Caller caller, String id) throws Exception {
    Await.until(() -> !status(caller, id).startsWith("RUNNING"));
    return status(caller, id);
  }

  private static String status(Caller caller, String id) throws Exception {
    String answer = caller.get("/" + id + "/status").body();
    return Caller.field("status", answer) + " " + Caller.field("info", answer);
  }
}

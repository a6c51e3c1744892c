package io.asyncquery.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own, which can be killed. */
class ServerProcessTest {

  @TempDir Path folder;

  @Test
  void a_query_that_a_kill_cut_off_runs_again_at_the_next_start() throws Exception {
    TestProject project = TestProject.in(folder);
    String id =
        killedWhileItWrites(project, "select a.i from numbers a, numbers b where b.i < 1000");

    try (ServerProcess server = ServerProcess.start(project.configuration());
        TestClient ann = server.client("ann")) {
      assertEquals("SUCCESSFUL", ann.awaitEnd(id));
      assertEquals(2_000_000, ann.result(id).body().lines().count());
    }
  }

  @Test
  void a_query_that_kills_cut_off_too_often_fails_and_leaves_nothing() throws Exception {
    TestProject project = TestProject.in(folder).withMaxAttempts(1);
    String id = killedWhileItWrites(project, "select a.i from numbers a, numbers b, numbers c");

    try (ServerProcess server = ServerProcess.start(project.configuration());
        TestClient ann = server.client("ann")) {
      assertEquals("FAILED", ann.awaitEnd(id));
      assertEquals("interrupted by a restart", TestClient.field("info", ann.status(id).body()));
      assertFalse(Files.exists(part(id)));
    }
  }

  @Test
  void a_signal_stops_it_in_order_without_a_warning_on_its_console() throws Exception {
    try (ServerProcess server = ServerProcess.start(TestProject.in(folder).configuration())) {
      server.terminate();

      List<String> log = server.errors().lines().toList();
      assertTrue(log.getLast().endsWith("Server: Stopped"), () -> String.join("\n", log));
      assertTrue(
          log.stream().noneMatch(line -> line.contains("WARNING") || line.contains("\tat ")),
          () -> String.join("\n", log));
    }
  }

  private String killedWhileItWrites(TestProject project, String sql) throws Exception {
    try (ServerProcess server = ServerProcess.start(project.configuration());
        TestClient ann = server.client("ann")) {
      String id = ann.submit(sql);
      Await.until(() -> Files.exists(part(id)));
      server.kill();
      return id;
    }
  }

  private Path part(String id) {
    return folder.resolve("data/parts").resolve(id);
  }
}

package io.asyncquery.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.bootstrap.config.ConfigurationFile;
import io.asyncquery.bootstrap.server.Server;
import io.asyncquery.bootstrap.server.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole server in this process, over real HTTP, on a real database and a real data folder. */
class ServerTest {

  private static final String ENDLESS =
      "select sum(a.i + b.i + c.i + d.i) from numbers a, numbers b, numbers c, numbers d";

  @TempDir Path folder;

  @Test
  void a_query_becomes_a_file() throws Exception {
    try (Server server = start(TestProject.in(folder));
        TestClient ann = clientOf(server)) {
      String id = ann.submit("select * from numbers order by i limit 2");
      assertEquals("SUCCESSFUL", ann.awaitEnd(id));
      HttpResponse<String> result = ann.result(id);

      assertEquals(200, result.statusCode());
      assertEquals("0,n0\n1,n1\n", result.body());
      assertEquals(
          "attachment; filename=\"result.csv\"",
          result.headers().firstValue("Content-Disposition").orElse(""));
    }
  }

  @Test
  void a_query_that_is_wrong_fails_with_the_reason() throws Exception {
    try (Server server = start(TestProject.in(folder));
        TestClient ann = clientOf(server)) {
      String id = ann.submit("select j from numbers");

      assertEquals("FAILED", ann.awaitEnd(id));
      String info = TestClient.field("info", ann.status(id).body());
      assertTrue(info.contains("'j' not found"), info);
      assertEquals(409, ann.result(id).statusCode());
    }
  }

  @Test
  void what_is_deleted_is_gone() throws Exception {
    try (Server server = start(TestProject.in(folder));
        TestClient ann = clientOf(server)) {
      String id = ann.submit("select 1");
      assertEquals("SUCCESSFUL", ann.awaitEnd(id));

      assertEquals("{\"code\":\"000\",\"data\":true,\"msg\":\"\"}", ann.deleteAll().body());
      assertEquals("MISSING", TestClient.field("status", ann.status(id).body()));
      assertEquals(404, ann.result(id).statusCode());
      assertEquals(0, resultFiles());
    }
  }

  @Test
  void a_deletion_of_what_is_in_a_project_leaves_what_runs_until_it_is_stopped() throws Exception {
    try (Server server = start(TestProject.in(folder));
        TestClient ann = clientOf(server)) {
      String done = ann.submit("select 1");
      assertEquals("SUCCESSFUL", ann.awaitEnd(done));
      // As many as there are workers.
      List<String> running = List.of(ann.submit(ENDLESS), ann.submit(ENDLESS));
      for (String id : running) {
        Await.until(() -> info(ann, id).equals("still running"));
      }

      ann.delete("?project=test&older_than=2999-12-31%2023:59:59");

      assertEquals("MISSING", TestClient.field("status", ann.status(done).body()));
      for (String id : running) {
        assertEquals("still running", info(ann, id));
      }
      long stopped = System.nanoTime();
      for (String id : running) {
        ann.delete("/stop/" + id + "?project=test");
        assertEquals("stopped by user [ann]", info(ann, id));
      }
      assertEquals("SUCCESSFUL", ann.awaitEnd(ann.submit("select 2")));
      assertTrue(System.nanoTime() - stopped < 2_000_000_000L, "The engine is free within 2 s");
      ann.delete("?project=test&older_than=2999-12-31%2023:59:59");
      assertEquals("MISSING", TestClient.field("status", ann.status(running.getFirst()).body()));
    }
  }

  private static String info(TestClient client, String id) throws Exception {
    return TestClient.field("info", client.status(id).body());
  }

  @Test
  void a_restart_keeps_states_and_results() throws Exception {
    TestProject project = TestProject.in(folder);
    String done;
    String failed;
    try (Server server = start(project);
        TestClient ann = clientOf(server)) {
      done = ann.submit("select count(*) from numbers");
      failed = ann.submit("select j from numbers");
      assertEquals("SUCCESSFUL", ann.awaitEnd(done));
      assertEquals("FAILED", ann.awaitEnd(failed));
    }

    try (Server server = start(project);
        TestClient ann = clientOf(server)) {
      assertEquals("2000\n", ann.result(done).body());
      assertEquals("FAILED", TestClient.field("status", ann.status(failed).body()));
    }
  }

  @Test
  void a_stop_interrupts_a_query_within_its_grace_and_the_next_start_runs_it() throws Exception {
    TestProject project = TestProject.in(folder);
    String id;
    long stopping;
    try (Server server = start(project);
        TestClient ann = clientOf(server)) {
      id = ann.submit("select sum(a.i + b.i + c.i) from numbers a, numbers b, numbers c");
      stopping = System.nanoTime();
    }
    assertTrue(System.nanoTime() - stopping < 15_000_000_000L, "A stop takes its grace of 1 s");

    try (Server server = start(project);
        TestClient ann = clientOf(server)) {
      assertEquals("RUNNING", TestClient.field("status", ann.status(id).body()));
    }
  }

  @Test
  void a_query_whose_project_is_gone_after_a_restart_fails_with_the_reason() throws Exception {
    TestProject project = TestProject.in(folder);
    String id;
    try (Server server = start(project);
        TestClient ann = clientOf(server)) {
      id = ann.submit("select sum(a.i + b.i + c.i) from numbers a, numbers b, numbers c");
    }

    try (Server server = start(project.withName("other"));
        TestClient ann = clientOf(server)) {
      assertEquals("FAILED", ann.awaitEnd(id));
      assertEquals(
          "Project 'test' does not exist;", TestClient.field("info", ann.status(id).body()));
    }
  }

  @Test
  void a_result_that_was_changed_in_place_is_never_handed_out() throws Exception {
    try (Server server = start(TestProject.in(folder));
        TestClient ann = clientOf(server)) {
      String id = ann.submit("select * from numbers order by i limit 2");
      assertEquals("SUCCESSFUL", ann.awaitEnd(id));
      Files.writeString(resultFile(), "0,n0\n1,n2\n");

      assertEquals(409, ann.result(id).statusCode());
      assertEquals("FAILED", TestClient.field("status", ann.status(id).body()));
    }
  }

  @Test
  void a_port_that_is_taken_stops_the_start_and_leaves_the_data_folder_free() throws Exception {
    TestProject project = TestProject.in(folder);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String problem = problem(project.withPort(taken.getLocalPort()));
      assertTrue(
          problem.startsWith("Port [" + taken.getLocalPort() + "] of [127.0.0.1] cannot be had"),
          problem);
    }

    start(project).close();
  }

  @Test
  void a_data_folder_that_is_in_use_stops_the_start() throws Exception {
    TestProject project = TestProject.in(folder);
    try (Server server = start(project);
        TestClient ann = clientOf(server)) {
      String problem = problem(project);
      assertTrue(
          problem.startsWith(
              "Data folder [" + folder.toRealPath().resolve("data") + "] is in use by"),
          problem);
      assertEquals("SUCCESSFUL", ann.awaitEnd(ann.submit("select 1")));
    }
  }

  @Test
  void a_data_folder_that_is_a_file_stops_the_start() throws Exception {
    Files.createFile(folder.resolve("data"));

    String problem = problem(TestProject.in(folder));
    assertTrue(problem.startsWith("Data folder [" + folder.resolve("data") + "]"), problem);
  }

  @Test
  void a_source_that_is_not_there_fails_its_queries_and_not_the_start() throws Exception {
    Path config = TestProject.in(folder).configuration();
    Files.delete(folder.resolve("test.duckdb"));

    try (Server server = start(config);
        TestClient ann = clientOf(server)) {
      String id = ann.submit("select 1");
      assertEquals("FAILED", ann.awaitEnd(id));
      String info = TestClient.field("info", ann.status(id).body());
      assertEquals("Source [test] cannot be opened", info);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost", "garbage", "newer"})
  void a_query_store_that_is_of_no_use_goes_aside_with_the_results_and_the_server_starts(
      String damage) throws Exception {
    TestProject project = TestProject.in(folder);
    String done;
    try (Server server = start(project);
        TestClient ann = clientOf(server)) {
      done = ann.submit("select 1");
      assertEquals("SUCCESSFUL", ann.awaitEnd(done));
    }
    Path store = folder.resolve("data/queries.db");
    switch (damage) {
      case "lost" -> Files.delete(store);
      case "garbage" ->
          Files.writeString(store, "no database, but longer than its header".repeat(9));
      default -> {
        byte[] bytes = Files.readAllBytes(store);
        bytes[63] = 99; // The user version of SQLite: four bytes from 60 on.
        Files.write(store, bytes);
      }
    }

    try (Server server = start(project);
        TestClient ann = clientOf(server)) {
      assertEquals("MISSING", TestClient.field("status", ann.status(done).body()));
      assertEquals("SUCCESSFUL", ann.awaitEnd(ann.submit("select 1")));
    }

    Path aside = folder.resolve("data/aside/1");
    assertTrue(Files.exists(aside.resolve("results/" + done.substring(0, 2) + "/" + done)));
    assertEquals(!damage.equals("lost"), Files.exists(aside.resolve("queries.db")));
  }

  private static Server start(TestProject project) throws Exception {
    return start(project.configuration());
  }

  private static Server start(Path configuration) throws Exception {
    return Server.start(ConfigurationFile.read(configuration, Map.of()), Clock.systemUTC());
  }

  private static String problem(TestProject project) {
    return String.valueOf(assertThrows(StartException.class, () -> start(project)).getMessage());
  }

  private static TestClient clientOf(Server server) {
    return new TestClient(server.address(), "ann", TestProject.PASSWORD);
  }

  private Path resultFile() throws IOException {
    try (var files = Files.walk(folder.resolve("data/results"))) {
      return files.filter(Files::isRegularFile).findAny().orElseThrow();
    }
  }

  private long resultFiles() throws IOException {
    try (var files = Files.walk(folder.resolve("data/results"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}

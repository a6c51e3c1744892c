package io.asyncquery.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.bootstrap.config.ConfigurationFile;
import io.asyncquery.bootstrap.server.Server;
import io.asyncquery.bootstrap.server.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project whose results lie elsewhere, over real HTTP. */
class VolumesTest {

  @TempDir Path folder;
  private Path volume;
  private Path configuration;

  @BeforeEach
  void configure() throws IOException {
    volume = Files.createDirectory(folder.resolve("volume"));
    configuration = TestProject.in(folder).configuration();
    Files.writeString(
        configuration,
        Files.readString(configuration)
            .replace("  test:\n    sources:", "  test:\n    results: volume\n    sources:"));
  }

  private Server start() throws Exception {
    return Server.start(ConfigurationFile.read(configuration, Map.of()), Clock.systemUTC());
  }

  private static TestClient clientOf(Server server) {
    return new TestClient(server.address(), "ann", TestProject.PASSWORD);
  }

  private static List<Path> results(Path root) throws IOException {
    try (var files = Files.walk(root.resolve("results"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void a_result_lies_there_over_a_restart_and_until_it_is_deleted() throws Exception {
    String id;
    try (Server server = start();
        TestClient ann = clientOf(server)) {
      id = ann.submit("select * from numbers order by i limit 2");
      assertEquals("SUCCESSFUL", ann.awaitEnd(id));
    }
    assertEquals(1, results(volume).size());
    assertEquals(List.of(), results(folder.resolve("data")));
    Files.writeString(
        volume.resolve("results/ab/abababab-0000-4000-8000-000000000000"), "nobody's");

    try (Server server = start();
        TestClient ann = clientOf(server)) {
      assertEquals("0,n0\n1,n1\n", ann.result(id).body());
      assertEquals(1, results(volume).size());
      assertEquals(200, ann.deleteAll().statusCode());
      assertEquals(List.of(), results(volume));
    }
  }

  @Test
  void a_volume_that_is_not_there_stops_the_start_and_says_which() throws Exception {
    Files.delete(volume);

    String message = String.valueOf(assertThrows(StartException.class, this::start).getMessage());
    assertTrue(message.contains("volume"), message);
  }

  @Test
  void an_export_leaves_it_alone() throws Exception {
    TestTerminal terminal = new TestTerminal();
    Path out = folder.resolve("out.csv");
    int status =
        terminal.run(
            "export",
            "--config",
            configuration.toString(),
            "--project",
            "test",
            "--sql",
            "select 1",
            "--out",
            out.toString());

    assertEquals(0, status, terminal.err());
    assertEquals("1\n", Files.readString(out));
    try (var files = Files.list(volume)) {
      assertEquals(0, files.count());
    }
  }
}

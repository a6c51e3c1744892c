package io.asyncquery.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.bootstrap.config.ConfigurationFile;
import io.asyncquery.bootstrap.server.Server;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server with its data on a real disk of 24 megabytes, mounted here: needs root. */
@Tag("slow")
class ServerDiskTest {

  private static final String SMALL = "select i from numbers order by i limit 2";

  @TempDir Path folder;

  private MountedDisk disk;

  @BeforeEach
  void mount() throws Exception {
    disk = MountedDisk.inMemory(data(), "24m");
  }

  @AfterEach
  void unmount() throws Exception {
    disk.close();
  }

  @Test
  void a_result_that_fills_the_disk_fails_and_harms_nothing_else() throws Exception {
    try (Server server = start("0", "");
        TestClient ann = clientOf(server)) {
      String earlier = ann.submit(SMALL);
      assertEquals("SUCCESSFUL", ann.awaitEnd(earlier));

      String large = ann.submit("select a.i, b.name from numbers a, numbers b");

      assertEquals("FAILED", ann.awaitEnd(large));
      String info = TestClient.field("info", ann.status(large).body());
      assertTrue(info.contains("the disk of the server is full"), info);
      assertEquals("0\n1\n", ann.result(earlier).body());
      assertEquals("SUCCESSFUL", ann.awaitEnd(ann.submit(SMALL)));
    }
  }

  /** Nothing can be recorded any more when the query ends. */
  @Test
  void a_query_that_ends_while_the_disk_is_full_is_recorded_once_there_is_room() throws Exception {
    try (Server server = start("0", "limits: {maxRunTime: 3s}\n");
        TestClient ann = clientOf(server)) {
      String earlier = ann.submit(SMALL);
      assertEquals("SUCCESSFUL", ann.awaitEnd(earlier));
      String id = ann.submit("select sum(a.i + b.i + c.i) from numbers a, numbers b, numbers c");
      fill(Long.MAX_VALUE);
      int refusal = untilRefused(ann);

      assertEquals("0\n1\n", ann.result(earlier).body());
      Files.delete(filler());

      assertEquals(500, refusal);
      assertEquals("FAILED", ann.awaitEnd(id));
      assertTrue(ann.status(id).body().contains("ran longer"));
      assertEquals("SUCCESSFUL", ann.awaitEnd(ann.submit(SMALL)));
    }
  }

  @Test
  void submissions_are_refused_while_the_floor_is_broken_and_downloads_go_on() throws Exception {
    try (Server server = start("20MB", "");
        TestClient ann = clientOf(server)) {
      String earlier = ann.submit(SMALL);
      assertEquals("SUCCESSFUL", ann.awaitEnd(earlier));
      fill(8 << 20);

      var refused = ann.trySubmit(SMALL);

      assertEquals(507, refused.statusCode());
      assertEquals("999", TestClient.field("code", refused.body()));
      assertEquals("0\n1\n", ann.result(earlier).body());
      assertTrue(ann.status(earlier).body().contains("SUCCESSFUL"));
      Files.delete(filler());
      assertEquals("SUCCESSFUL", ann.awaitEnd(ann.submit(SMALL)));
    }
  }

  /** The log of the store may have room for some records that were there before. */
  private static int untilRefused(TestClient client) throws Exception {
    for (int i = 0; i < 1_000; i++) {
      int status = client.trySubmit(SMALL).statusCode();
      if (status != 200) {
        return status;
      }
    }
    return 200;
  }

  private void fill(long bytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(filler())) {
      byte[] some = new byte[1 << 12];
      for (long written = 0; written < bytes; written += some.length) {
        out.write(some);
      }
    } catch (IOException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("No space"), e::getMessage);
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path filler() {
    return data().resolve("filler");
  }

  private Server start(String floor, String more) throws Exception {
    Path file = TestProject.in(folder).configuration();
    String text =
        Files.readString(file)
            .replace("  folder: data\n", "  folder: data\n  freeSpaceFloor: " + floor + "\n");
    Files.writeString(file, text + more);
    return Server.start(ConfigurationFile.read(file, Map.of()), Clock.systemUTC());
  }

  private static TestClient clientOf(Server server) {
    return new TestClient(server.address(), "ann", TestProject.PASSWORD);
  }
}

package io.asyncquery.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.bootstrap.config.ConfigurationFile;
import io.asyncquery.bootstrap.server.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server, whose disk the system makes read-only while it runs. */
@Tag("slow")
class ReadOnlyDiskTest {

  private static final String SMALL = "select i from numbers order by i limit 2";
  private static final String LONG =
      "select sum(a.i + b.i + c.i) from numbers a, numbers b, numbers c";

  @TempDir Path folder;

  @Test
  void what_cannot_be_recorded_is_refused_and_all_accepted_ends_well_after_a_restart()
      throws Exception {
    Path configuration = TestProject.in(folder).configuration();
    String text = Files.readString(configuration);
    Files.writeString(
        configuration,
        text.replace("  folder: data\n", "  folder: data\n  freeSpaceFloor: 0\n")
            + "limits: {maxRunTime: 3s}\n");
    Path image = folder.resolve("image");
    String earlier;
    String cutOff;
    try (MountedDisk disk = MountedDisk.ofImage(folder.resolve("data"), image);
        Server server = start(configuration);
        TestClient ann = clientOf(server)) {
      earlier = ann.submit(SMALL);
      assertEquals("SUCCESSFUL", ann.awaitEnd(earlier));
      cutOff = ann.submit(LONG);
      Await.until(() -> ann.status(cutOff).body().contains("RUNNING"));

      disk.abortWrites();

      var refused = ann.trySubmit(SMALL);
      assertTrue(refused.statusCode() >= 500, refused::body);
      assertFalse(refused.body().contains(folder.toString()), refused.body());
      assertEquals("0\n1\n", ann.result(earlier).body());
      assertTrue(ann.status(earlier).body().contains("SUCCESSFUL"));
    }
    try (MountedDisk _ = MountedDisk.ofImage(folder.resolve("data"), image);
        Server server = start(configuration);
        TestClient ann = clientOf(server)) {
      assertEquals("0\n1\n", ann.result(earlier).body());
      // It was accepted before, so it runs again.
      assertEquals("FAILED", ann.awaitEnd(cutOff));
      assertTrue(ann.status(cutOff).body().contains("ran longer"));
      assertEquals("SUCCESSFUL", ann.awaitEnd(ann.submit(SMALL)));
    }
  }

  private static Server start(Path configuration) throws Exception {
    return Server.start(ConfigurationFile.read(configuration, Map.of()), Clock.systemUTC());
  }

  private static TestClient clientOf(Server server) {
    return new TestClient(server.address(), "ann", TestProject.PASSWORD);
  }
}

package io.asyncquery.bootstrap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server under load is killed at random times and at every step of a query's life, and keeps
 * what it has promised. {@code -Dcrash.kills=N} sets how often, {@code -Dcrash.seed=N} what is
 * done; threads and processes still take their own time.
 */
@Tag("slow")
class CrashTest {

  @TempDir Path folder;

  @Test
  void whatever_was_acknowledged_survives_every_kill() throws Exception {
    int kills = Integer.getInteger("crash.kills", 15);
    long seed = Long.getLong("crash.seed", new Random().nextInt(Integer.MAX_VALUE));
    System.out.printf("Crash harness: seed [%d], [%d] kills%n", seed, kills);
    CrashRun run = new CrashRun(folder, seed);

    try {
      for (int kill = 1; kill <= kills; kill++) {
        run.round();
      }
      run.lastStart();
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "Seed [%d], killed %s, log of the server:%n%s"
              .formatted(seed, run.killed(), Files.readString(folder.resolve("stderr.txt"))),
          e);
    }

    System.out.printf(
        "Crash harness: seed [%d], killed %s, queries acknowledged [%d], violations 0%n",
        seed, run.killed(), run.acknowledged());
    assertEquals(kills, run.killed().values().stream().mapToInt(Integer::intValue).sum());
    assertTrue(run.acknowledged() > kills, "Too little was asked for this to prove anything");
  }
}

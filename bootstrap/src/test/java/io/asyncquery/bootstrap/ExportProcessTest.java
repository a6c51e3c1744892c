package io.asyncquery.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code asyncquery export} in a JVM of its own, which can be told to end. */
class ExportProcessTest {

  @TempDir Path folder;

  @Test
  void one_that_is_told_to_end_leaves_nothing() throws Exception {
    Path config = TestProject.in(folder).configuration();
    Path results = Files.createDirectory(folder.resolve("results"));
    Path errors = folder.resolve("stderr.txt");
    Process export =
        new ProcessBuilder(
                JavaProcess.command(
                    "export",
                    "--config",
                    config.toString(),
                    "--project",
                    "test",
                    "--sql",
                    "select a.i from numbers a, numbers b, numbers c",
                    "--out",
                    results.resolve("numbers.csv").toString()))
            .redirectError(errors.toFile())
            .start();
    Await.until(() -> !filesIn(results).isEmpty());

    export.destroy();

    assertTrue(export.waitFor(30, TimeUnit.SECONDS));
    assertEquals(List.of(), filesIn(results));
    assertEquals("stopped by user [operator]\n", Files.readString(errors));
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }
}

package io.asyncquery.benchmarks.peer;

import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * ClickHouse's engine as a library, which npm resolves when it is measured, once for this and for
 * the tests: it has some 500 MB.
 */
final class ClickHouseLibrary {

  static final String VERSION = "26.7.3-stable.1";

  private static final String PACKAGE = "@chdb/lib-linux-x64-gnu@" + VERSION;
  private static final Path KEPT =
      Path.of(System.getProperty("user.home"), ".cache/asyncquery/clickhouse-" + VERSION);

  private ClickHouseLibrary() {}

  /** Where it lies, over the network where npm has not met it yet. */
  static Path resolve(Workbench bench, Path npm) throws IOException, InterruptedException {
    Path library = KEPT.resolve("libchdb.so");
    if (!Files.exists(library)) {
      Path work = bench.emptyFolder("clickhouse-package");
      end(bench, work, List.of(npm.toString(), "pack", "--prefer-offline", "--silent", PACKAGE));
      end(bench, work, List.of("tar", "-xzf", packed(work), "package/libchdb.so"));
      Files.createDirectories(KEPT);
      Files.move(work.resolve("package/libchdb.so"), library);
    }
    return library;
  }

  private static String packed(Path work) throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      return files
          .filter(file -> file.toString().endsWith(".tgz"))
          .findFirst()
          .orElseThrow(() -> new IOException("No package came into [" + work + "]"))
          .toString();
    }
  }

  private static void end(Workbench bench, Path work, List<String> command)
      throws IOException, InterruptedException {
    // How long it takes does not matter.
    double _ =
        Program.run(
            bench.processes(),
            new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectOutput(Redirect.appendTo(work.resolve("log").toFile())));
  }
}

package io.asyncquery.sql.clickhouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * ClickHouse's engine as a library, which npm has as a package. It is got once and kept in the
 * cache of the user; where npm is not there, or cannot get it, there is none.
 */
final class ClickHouseLibrary {

  static final String VERSION = "26.7.3-stable.1";

  private static final String PACKAGE = "@chdb/lib-linux-x64-gnu@" + VERSION;
  private static final Optional<Path> FILE = get();

  private ClickHouseLibrary() {}

  static Optional<Path> file() {
    return FILE;
  }

  private static Optional<Path> get() {
    Path folder =
        Path.of(System.getProperty("user.home"), ".cache", "asyncquery", "clickhouse-" + VERSION);
    Path file = folder.resolve("libchdb.so");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(folder);
        Path work = Files.createTempDirectory(folder, "new");
        try {
          fetch(work, file);
        } finally {
          delete(work);
        }
      }
      return Optional.of(file);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void fetch(Path work, Path file) throws IOException, InterruptedException {
    run(work, List.of("npm", "pack", "--prefer-offline", "--silent", PACKAGE));
    try (Stream<Path> packed = Files.list(work)) {
      String archive = packed.findFirst().orElseThrow(IOException::new).toString();
      run(work, List.of("tar", "-xzf", archive, "package/libchdb.so"));
    }
    Files.move(work.resolve("package/libchdb.so"), file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("not done: " + command);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

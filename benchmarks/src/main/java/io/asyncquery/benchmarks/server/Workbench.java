package io.asyncquery.benchmarks.server;

import io.asyncquery.sql.sample.StarSchema;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What every measurement works with.
 *
 * @param root of the source checkout, where the distribution was built
 * @param folder for all that is made
 * @param scale of the sample data
 * @param runs counted ones of each measurement
 */
public record Workbench(
    Path root, Path folder, double scale, int runs, PrintStream out, Processes processes) {

  /** The launcher of the distribution: what users start. */
  public Path launcher() {
    return root.resolve("bootstrap/target/asyncquery/asyncquery");
  }

  /** The same of a copy of the distribution with {@code driver}, as an operator puts it there. */
  public Path launcherWith(Path driver) throws IOException {
    Path copy = emptyFolder("distribution");
    Path drivers = Files.createDirectory(copy.resolve("drivers"));
    Files.copy(driver, drivers.resolve(driver.getFileName()));
    Path original = launcher().toAbsolutePath();
    Files.createSymbolicLink(copy.resolve("lib"), original.resolveSibling("lib"));
    return Files.copy(original, copy.resolve("asyncquery"), StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** The threads that both the product and its peers use: one for each core. */
  public int threads() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** The Star Schema Benchmark at the scale asked for, or {@code factor} times that. */
  public Path starSchema(double factor) throws IOException {
    Path database = folder.resolve("ssb-" + scale * factor + ".duckdb");
    if (StarSchema.create(database, scale * factor, _ -> {}) == StarSchema.Outcome.CREATED) {
      out.println("  made " + database.getFileName());
    }
    return database;
  }

  /** An empty folder of this name. */
  public Path emptyFolder(String name) throws IOException {
    Path empty = folder.resolve(name);
    if (Files.exists(empty)) {
      try (Stream<Path> files = Files.walk(empty)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(empty);
  }

  /** A port of this machine's own address that was free just now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

package io.asyncquery.sql.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder of one DuckDB instance's own, gone when it is closed. Two instances must not share one:
 * their files for what does not fit into memory have the same names.
 */
record ScratchFolder(Path folder) implements AutoCloseable {

  static ScratchFolder create(Path parent) throws IOException {
    return new ScratchFolder(Files.createTempDirectory(Files.createDirectories(parent), "duckdb-"));
  }

  /** Where queries put what they cannot hold in memory. */
  Path spill() {
    return folder.resolve("spill");
  }

  /** Where a catalog made by this program lies. */
  Path catalog() {
    return folder.resolve("catalog.duckdb");
  }

  @Override
  public void close() {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

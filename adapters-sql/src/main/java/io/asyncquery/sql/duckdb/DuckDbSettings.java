package io.asyncquery.sql.duckdb;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a DuckDB source may use of the machine, each source for itself.
 *
 * @param threads that work on its queries, 1 or more; else one for each core
 * @param memoryLimit such as {@code 2GB}; else DuckDB's own choice, 80 % of the machine's memory
 * @param tempFolder where queries larger than memory put what they cannot hold, and where the
 *     catalog of a folder lies while it is open
 */
public record DuckDbSettings(
    Optional<Integer> threads, Optional<String> memoryLimit, Path tempFolder) {

  public DuckDbSettings {
    if (threads.isPresent() && threads.get() < 1) {
      throw new IllegalArgumentException("[threads] must be 1 or more, not " + threads);
    }
  }

  /** All cores, DuckDB's own memory limit, the system's folder for temporary files. */
  public static DuckDbSettings defaults() {
    return new DuckDbSettings(
        Optional.empty(), Optional.empty(), Path.of(System.getProperty("java.io.tmpdir")));
  }
}

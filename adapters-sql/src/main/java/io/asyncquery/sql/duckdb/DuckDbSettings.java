package io.asyncquery.sql.duckdb;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a DuckDB instance may use of the machine, each for itself.
 *
 * @param threads that work on its queries, 1 or more; else one for each core
 * @param memoryLimit such as {@code 2GB} or {@code 40%} of the machine's memory or the container's;
 *     else DuckDB's own choice, which is 80 %
 * @param tempFolder where queries larger than memory put what they cannot hold, and where the
 *     catalog of a folder lies while it is open
 * @param tempLimit how much they may put there, such as {@code 20GB}; else DuckDB's own choice,
 *     which is 90 % of what is free when the instance starts
 */
public record DuckDbSettings(
    Optional<Integer> threads,
    Optional<String> memoryLimit,
    Path tempFolder,
    Optional<String> tempLimit) {

  /** What DuckDB takes of the memory, for all instances together here. */
  private static final int PERCENT = 80;

  public DuckDbSettings {
    if (threads.isPresent() && threads.get() < 1) {
      throw new IllegalArgumentException("[threads] must be 1 or more, not " + threads);
    }
  }

  /** How many threads work on a query until it has its first rows, its own included. */
  int threadCount() {
    return threads.orElseGet(Runtime.getRuntime()::availableProcessors);
  }

  /** All cores, DuckDB's own limits, the system's folder for temporary files. */
  public static DuckDbSettings defaults() {
    return new DuckDbSettings(
        Optional.empty(),
        Optional.empty(),
        Path.of(System.getProperty("java.io.tmpdir")),
        Optional.empty());
  }

  /**
   * Those of each of {@code instances} in one process: where there is no limit of memory, they have
   * no more together than one would have alone.
   *
   * @param instances 1 or more
   */
  public DuckDbSettings sharedBy(int instances) {
    String share = Math.max(1, PERCENT / instances) + "%";
    return new DuckDbSettings(
        threads, Optional.of(memoryLimit.orElse(share)), tempFolder, tempLimit);
  }
}

package io.asyncquery.bootstrap.config;

import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the embedded engine may use of the machine. */
public record EngineSection(
    @Setting(
            value = "The threads that work on the queries of one source.",
            absence = "one for each core",
            min = "1",
            max = "1024")
        Optional<Integer> threads,
    @Setting(
            value =
                "The memory, such as 512MB or 4GB, that the queries of one source may take outside"
                    + " of the Java heap before they use the temporary folder.",
            absence = "DuckDB's own choice, 80 % of the machine")
        Optional<String> memoryLimit,
    @Setting(
            value = "The folder for what does not fit into memory.",
            absence = "the system's folder for temporary files")
        Optional<Path> tempFolder) {

  private static final Pattern SIZE = Pattern.compile("[1-9]\\d{0,8}(KB|MB|GB|TB|KiB|MiB|GiB|TiB)");

  public EngineSection {
    memoryLimit
        .filter(limit -> !SIZE.matcher(limit).matches())
        .ifPresent(limit -> {
          throw new IllegalArgumentException(
              "has the [memoryLimit] [" + limit + "]; it must be a size, such as 512MB or 4GB");
        });
  }

  public DuckDbSettings settings() {
    DuckDbSettings defaults = DuckDbSettings.defaults();
    return new DuckDbSettings(threads, memoryLimit, tempFolder.orElse(defaults.tempFolder()));
  }
}

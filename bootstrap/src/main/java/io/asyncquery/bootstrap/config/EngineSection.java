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
                    + " of the Java heap before they use the temporary folder; the rows of several"
                    + " sources that meet here count as a source.",
            absence = "80 % of the machine or the container, in equal parts for all sources")
        Optional<String> memoryLimit,
    @Setting(
            value = "The folder for what does not fit into memory.",
            absence = "the system's folder for temporary files")
        Optional<Path> tempFolder,
    @Setting(
            value = "How much the queries of one source may put there, such as 20GB.",
            absence = "90 % of what is free there at the start")
        Optional<String> tempLimit) {

  private static final Pattern SIZE = Pattern.compile("[1-9]\\d{0,8}(KB|MB|GB|TB|KiB|MiB|GiB|TiB)");

  public EngineSection {
    check("memoryLimit", memoryLimit);
    check("tempLimit", tempLimit);
  }

  private static void check(String setting, Optional<String> size) {
    size.filter(limit -> !SIZE.matcher(limit).matches())
        .ifPresent(limit -> {
          throw new IllegalArgumentException(
              "has the [%s] [%s]; it must be a size, such as 512MB or 4GB"
                  .formatted(setting, limit));
        });
  }

  public DuckDbSettings settings() {
    DuckDbSettings defaults = DuckDbSettings.defaults();
    return new DuckDbSettings(
        threads, memoryLimit, tempFolder.orElse(defaults.tempFolder()), tempLimit);
  }
}

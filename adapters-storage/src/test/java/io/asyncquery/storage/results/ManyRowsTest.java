package io.asyncquery.storage.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class ManyRowsTest {

  private static final String ROWS = "6000000";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json", "ndjson", "xlsx", "parquet"})
  void six_million_rows_need_no_more_than_256_megabytes_of_heap(String format)
      throws IOException, InterruptedException {
    Process export =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ExportManyRows.class.getName(),
                    folder.toString(),
                    format,
                    ROWS,
                    "1"))
            .redirectErrorStream(true)
            .start();

    List<String> lines = export.inputReader().readAllLines();

    lines.forEach(System.out::println);
    assertEquals(0, export.waitFor(), lines::toString);
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith(format + ": 6,000,000 rows")),
        lines::toString);
  }
}

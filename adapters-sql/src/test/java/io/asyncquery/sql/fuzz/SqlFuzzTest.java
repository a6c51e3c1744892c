package io.asyncquery.sql.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever SQL is sent gives rows or a sentence: no fault of the program, nothing of its insides,
 * no hang. The texts of {@code fuzz.txt} always; what Jazzer makes of them only in the slow tests:
 * as many as {@code -Dtests.jvm=-Dfuzz.runs=} says, the same each time, within {@code
 * fuzz.seconds}. With another {@code fuzz.seed} they are others, and {@code -Dfuzz.guided} lets the
 * code that runs for one decide on the next.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlFuzzTest {

  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 120);
  private static final int RUNS = Integer.getInteger("fuzz.runs", 10_000);
  private static final int SEED = Integer.getInteger("fuzz.seed", 1);
  private static final boolean GUIDED = Boolean.getBoolean("fuzz.guided");
  private static final int START_AND_END_SECONDS = 120;

  @AutoClose private final FuzzedEngine engine = new FuzzedEngine();

  static List<String> texts() throws IOException {
    InputStream file = Objects.requireNonNull(SqlFuzzTest.class.getResourceAsStream("fuzz.txt"));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("# "))
          .map(line -> line.replace("\\n", "\n").replace("\\0", "\0"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_text_that_was_kept_gives_rows_or_a_sentence(String sql) {
    assertEquals(Optional.empty(), engine.fault(sql));
  }

  @Test
  @Tag("slow")
  void what_a_fuzzer_sends_gives_rows_or_a_sentence(@TempDir Path folder) throws Exception {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    int number = 0;
    for (String text : texts()) {
      Files.writeString(corpus.resolve("seed-" + number++), text);
    }
    Path dictionary = folder.resolve("words");
    try (InputStream words =
        Objects.requireNonNull(SqlFuzzTest.class.getResourceAsStream("words.txt"))) {
      Files.copy(words, dictionary);
    }
    Path log = folder.resolve("log");
    Process fuzzer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--instrumentation_includes=" + instrumented(),
                // They would take the SQL of the sender for an injection, which it is.
                "--hooks=false",
                "-dict=" + dictionary,
                "-seed=" + SEED,
                "-runs=" + RUNS,
                "-max_total_time=" + SECONDS,
                "-reload=0",
                "-max_len=1000",
                "-rss_limit_mb=4096",
                corpus.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertTrue(
          fuzzer.waitFor(SECONDS + START_AND_END_SECONDS, TimeUnit.SECONDS), "the fuzzer hangs");
      String said = Files.readString(log, StandardCharsets.ISO_8859_1);
      assertEquals(0, fuzzer.exitValue(), said);
      System.out.println("SQL: " + said.lines().reduce("", (_, last) -> last));
    } finally {
      fuzzer.destroyForcibly();
    }
  }

  private static String instrumented() {
    return GUIDED ? "io.asyncquery.sql.**" : FuzzEntry.class.getName();
  }
}

package io.asyncquery.rest;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is sent is answered without an error of the server, its insides or a hang. The inputs of
 * {@code fuzz.txt} always; what Jazzer makes of them only in the slow tests: as many inputs for
 * each target as {@code -Dtests.jvm=-Dfuzz.runs=} says, the same each time. With another {@code
 * fuzz.seed} they are others, and {@code -Dfuzz.guided} lets what the server does with one input
 * decide on the next: that finds more, and differently each time. {@code fuzz.seconds} for each
 * target is the most it takes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzTest {

  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 60);
  private static final int RUNS = Integer.getInteger("fuzz.runs", 10_000);
  private static final int SEED = Integer.getInteger("fuzz.seed", 1);
  private static final boolean GUIDED = Boolean.getBoolean("fuzz.guided");
  private static final int START_AND_END_SECONDS = 120;

  private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");

  @AutoClose private final FuzzedServer server = new FuzzedServer();

  /** One of {@code fuzz.txt}. */
  record Input(FuzzTarget target, String text) {

    static Input of(String line) {
      int bar = line.indexOf(" | ");
      String text =
          BYTE.matcher(line.substring(bar + 3))
              .replaceAll(hex ->
                  Matcher.quoteReplacement(Character.toString(Integer.parseInt(hex.group(1), 16))));
      return new Input(
          FuzzTarget.valueOf(line.substring(0, bar)),
          text.replace("\\r", "\r").replace("\\n", "\n"));
    }

    byte[] bytes() {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  static List<Input> inputs() throws IOException {
    InputStream file = Objects.requireNonNull(FuzzTest.class.getResourceAsStream("fuzz.txt"));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> line.contains(" | ")).map(Input::of).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void an_input_that_was_kept_is_answered(Input input) throws IOException {
    assertEquals(Optional.empty(), server.fault(input.target(), input.bytes()));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void what_a_fuzzer_sends_is_answered(FuzzTarget target, @TempDir Path folder) throws Exception {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    for (Input input : inputs()) {
      if (input.target() == target) {
        Files.write(corpus.resolve("seed-" + corpus.toFile().list().length), input.bytes());
      }
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
                "-D" + FuzzEntry.TARGET + "=" + target,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--instrumentation_includes=" + instrumented(),
                // It would take the connection to the server for one that the server makes.
                "--disabled_hooks="
                    + "com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery",
                "-seed=" + SEED,
                "-runs=" + RUNS,
                "-max_total_time=" + SECONDS,
                // What it once wrote to its folder it would read again when it thinks it is time.
                "-reload=0",
                "-max_len=2000",
                corpus.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertTrue(
          fuzzer.waitFor(SECONDS + START_AND_END_SECONDS, TimeUnit.SECONDS), "a fuzzer hangs");
      String said = Files.readString(log, StandardCharsets.ISO_8859_1);
      assertEquals(0, fuzzer.exitValue(), said);
      System.out.println(target + ": " + said.lines().reduce("", (_, last) -> last));
    } finally {
      fuzzer.destroyForcibly();
    }
  }

  /** The threads of a server take turns as they like, so only what none of them runs is steady. */
  private static String instrumented() {
    return GUIDED ? "io.asyncquery.**:org.glassfish.grizzly.http.**" : FuzzTarget.class.getName();
  }
}

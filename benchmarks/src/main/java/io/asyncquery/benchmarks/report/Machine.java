package io.asyncquery.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where it was measured.
 *
 * @param cores those that this process may use
 * @param memoryMegabytes of the whole machine; 0 where it is not told
 */
public record Machine(
    int cores, String processor, long memoryMegabytes, String system, String java) {

  /** This one; what only Linux tells is left empty elsewhere. */
  public static Machine current() throws IOException {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        first(Path.of("/proc/cpuinfo"), "model name"),
        kilobytes(first(Path.of("/proc/meminfo"), "MemTotal")) / 1_024,
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        System.getProperty("java.vendor") + " " + Runtime.version());
  }

  private static String first(Path file, String key) throws IOException {
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static long kilobytes(String text) {
    String digits = text.replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }
}

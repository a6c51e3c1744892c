package io.asyncquery.benchmarks.peer;

import io.asyncquery.benchmarks.server.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A program that does one thing and ends. */
final class Program {

  private Program() {}

  /**
   * The seconds until it has ended; what it says on its standard error is told where it fails.
   *
   * @throws IOException it did not end with 0
   */
  static double run(Processes processes, ProcessBuilder builder)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process = processes.start(builder);
    String said;
    try (InputStream errors = process.getErrorStream()) {
      said = new String(errors.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    int status = process.waitFor();
    double seconds = (System.nanoTime() - begin) / 1e9;
    processes.end(process);
    if (status != 0) {
      throw new IOException(
          "[" + builder.command().getFirst() + "] ended with [" + status + "]: " + said);
    }
    return seconds;
  }
}

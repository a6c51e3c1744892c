package io.asyncquery.benchmarks.peer;

import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator wrk, the same for both sides. */
public final class Wrk {

  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");

  private final Workbench bench;
  private final Path program;

  public Wrk(Workbench bench, Path program) {
    this.bench = bench;
    this.program = program;
  }

  /**
   * The requests that were answered in a second.
   *
   * @param header of every request
   */
  public double requestsPerSecond(String url, String header, int connections, int seconds)
      throws IOException, InterruptedException {
    Process process =
        bench
            .processes()
            .start(
                new ProcessBuilder(
                        List.of(
                            program.toString(),
                            "-t1",
                            "-c" + connections,
                            "-d" + seconds + "s",
                            "-H",
                            header,
                            url))
                    .redirectErrorStream(true));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    bench.processes().end(process);
    Matcher rate = RATE.matcher(said);
    if (status != 0 || said.contains("Non-2xx") || said.contains("Socket errors") || !rate.find()) {
      throw new IOException("wrk ended with [" + status + "]: " + said.strip());
    }
    return Double.parseDouble(rate.group(1));
  }
}

package io.asyncquery.benchmarks.peer;

import io.asyncquery.benchmarks.server.Readiness;
import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link BareServer} as a process of its own. */
public final class BareEndpoint implements AutoCloseable {

  public static final String NAME = "bare Jersey on Grizzly";

  private final Workbench bench;
  private final Process process;
  private final int port;

  private BareEndpoint(Workbench bench, Process process, int port) {
    this.bench = bench;
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param jvmOptions those of the product
   */
  public static BareEndpoint start(Workbench bench, List<String> jvmOptions) throws IOException {
    int port = Workbench.freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            BareServer.class.getName(),
            Integer.toString(port)));
    Path log = bench.folder().resolve("bare.log");
    Process process =
        bench
            .processes()
            .start(
                new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(log.toFile())));
    if (!Readiness.await(process, port, "/status")) {
      bench.processes().end(process);
      throw new IOException("The bare endpoint did not start: see [" + log + "]");
    }
    return new BareEndpoint(bench, process, port);
  }

  public String url() {
    return "http://127.0.0.1:" + port + "/status";
  }

  @Override
  public void close() {
    bench.processes().end(process);
  }
}

package io.asyncquery.benchmarks.server;

import io.asyncquery.rest.security.PasswordHash;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The product as a process of its own, started as users start it. */
public final class ServerUnderTest implements AutoCloseable {

  private static final String PASSWORD = "bench-" + UUID.randomUUID();

  /** Of its only user, an administrator. */
  public static final String AUTHORIZATION =
      "Authorization: Basic "
          + Base64.getEncoder()
              .encodeToString(("BENCH:" + PASSWORD).getBytes(StandardCharsets.US_ASCII));

  private final Processes processes;
  private final Process process;
  private final int port;
  private final double startSeconds;

  private ServerUnderTest(Processes processes, Process process, int port, double startSeconds) {
    this.processes = processes;
    this.process = process;
    this.port = port;
    this.startSeconds = startSeconds;
  }

  /**
   * Starts it with the defaults of everything but the length of the queue, and waits until it is
   * ready.
   *
   * @param data its data folder
   * @param projects the database file of each project
   */
  public static ServerUnderTest start(Workbench bench, Path data, Map<String, Path> projects)
      throws IOException {
    return start(bench, data, projects, "");
  }

  /**
   * The same with settings of the embedded engine.
   *
   * @param engine such as {@code memoryLimit: 1GB}; defaults where empty
   */
  public static ServerUnderTest start(
      Workbench bench, Path data, Map<String, Path> projects, String engine) throws IOException {
    Map<String, String> sources =
        projects.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    project ->
                        "sources: {main: {kind: duckdb, file: \"%s\"}}"
                            .formatted(project.getValue())));
    return start(bench, bench.launcher(), data, sources, engine);
  }

  /**
   * The same over any source.
   *
   * @param launcher of the distribution to start
   * @param source its kind and its other keys, with commas between them
   */
  public static ServerUnderTest over(Workbench bench, Path launcher, Path data, String source)
      throws IOException {
    return start(bench, launcher, data, Map.of("ssb", "sources: {main: {" + source + "}}"), "");
  }

  /**
   * The same over several sources of one project, of which {@code main} is the default.
   *
   * @param sources by name, each its kind and its other keys, with commas between them
   */
  public static ServerUnderTest overSeveral(Workbench bench, Path data, Map<String, String> sources)
      throws IOException {
    String all =
        sources.entrySet().stream()
            .map(source -> "%s: {%s}".formatted(source.getKey(), source.getValue()))
            .collect(Collectors.joining(", "));
    String project = "sources: {" + all + "}, defaultSource: main";
    return start(bench, bench.launcher(), data, Map.of("ssb", project), "");
  }

  private static ServerUnderTest start(
      Workbench bench, Path launcher, Path data, Map<String, String> projects, String engine)
      throws IOException {
    int port = Workbench.freePort();
    Path config = bench.folder().resolve("bench.yaml");
    Files.writeString(config, configuration(port, data, projects, engine));
    Path log = bench.folder().resolve("server.log");
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toString(), "serve", "--config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    long begin = System.nanoTime();
    Process process = bench.processes().start(builder);
    if (!Readiness.await(process, port, "/health/ready")) {
      bench.processes().end(process);
      throw new IOException("The server did not start: see [" + log + "]");
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new ServerUnderTest(bench.processes(), process, port, seconds);
  }

  private static String configuration(
      int port, Path data, Map<String, String> projects, String engine) {
    return """
    server: {host: 127.0.0.1, port: %d}
    storage: {folder: "%s"}
    execution: {queueLength: 1000000}
    engine: {%s}
    users:
      BENCH: {passwordHash: "%s", administrator: true}
    projects:
    %s\
    """
        .formatted(
            port,
            data,
            engine,
            PasswordHash.of(PASSWORD, PasswordHash.MIN_COST),
            projects.entrySet().stream()
                .map(project -> "  %s: {%s}\n".formatted(project.getKey(), project.getValue()))
                .collect(Collectors.joining()));
  }

  /** From the start of the launcher to the first answer that said ready. */
  public double startSeconds() {
    return startSeconds;
  }

  public int port() {
    return port;
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  /** What its launcher gave the JVM, but for what belongs to its class path. */
  public List<String> jvmOptions() {
    String[] arguments = process.info().arguments().orElse(new String[0]);
    return Arrays.stream(arguments)
        .takeWhile(argument -> !argument.equals("-cp"))
        .filter(argument -> argument.startsWith("-X"))
        .filter(argument -> !argument.contains("AOT") && !argument.contains("Shared"))
        .toList();
  }

  /** A new connection, whose caller is the administrator. */
  public Client connect() throws IOException {
    return new Client(HttpConnection.open(port, AUTHORIZATION + "\r\n"));
  }

  @Override
  public void close() {
    processes.end(process);
  }
}

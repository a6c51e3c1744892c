package io.asyncquery.benchmarks.peer;

import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ClickHouse's engine as a library, behind the front that speaks HTTP for it in our tests. */
public final class ClickHouse implements EnginePeer {

  private static final long DEADLINE_NANOS = 180_000_000_000L;
  private static final long POLL_NANOS = 50_000_000L;
  private static final Pattern LISTENING = Pattern.compile("LISTENING (\\d+) .*\\.");
  private static final List<String> FRONT =
      List.of("ClickHouseProcess.java", "Chdb.java", "HttpConversation.java");

  private final Workbench bench;
  private final Process process;
  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ClickHouse(Workbench bench, Process process, int port) {
    this.bench = bench;
    this.process = process;
    this.address = URI.create("http://127.0.0.1:%d/?wait_end_of_query=1".formatted(port));
  }

  /** Starts the engine and loads it. */
  public static ClickHouse start(Workbench bench, Path npm)
      throws IOException, SQLException, InterruptedException {
    Path folder = bench.emptyFolder("clickhouse");
    Path log = folder.resolve("log");
    Process process =
        bench.processes().start(server(ClickHouseLibrary.resolve(bench, npm), folder, log));
    boolean loaded = false;
    try {
      ClickHouse peer = new ClickHouse(bench, process, awaitPort(process, log));
      peer.load();
      loaded = true;
      return peer;
    } finally {
      if (!loaded) {
        bench.processes().end(process);
      }
    }
  }

  private static ProcessBuilder server(Path library, Path folder, Path log) throws IOException {
    for (String name : FRONT) {
      try (InputStream packed =
          Objects.requireNonNull(ClickHouse.class.getResourceAsStream("/clickhouse/" + name))) {
        // Its size is of no interest.
        long _ = Files.copy(packed, folder.resolve(name));
      }
    }
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                folder.resolve(FRONT.getFirst()).toString(),
                library.toString(),
                folder.resolve("data").toString(),
                "0"))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(log.toFile()));
  }

  private static int awaitPort(Process process, Path log) throws IOException {
    long begin = System.nanoTime();
    while (true) {
      Matcher listening = LISTENING.matcher(Files.readString(log));
      if (listening.find()) {
        return Integer.parseInt(listening.group(1));
      }
      if (!process.isAlive() || System.nanoTime() - begin > DEADLINE_NANOS) {
        throw new IOException("ClickHouse did not start: see [" + log + "]");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private void load() throws IOException, SQLException, InterruptedException {
    try (OrderLines lines = OrderLines.of(bench)) {
      run(lines.table() + " ENGINE = MergeTree ORDER BY tuple()");
      run("INSERT INTO p_lineorder SELECT * FROM file('" + lines.rows() + "', 'CSV')");
    }
  }

  private void run(String sql) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(sql)).build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("ClickHouse refused a statement: " + response.body());
    }
  }

  @Override
  public String name() {
    return "ClickHouse INTO OUTFILE";
  }

  @Override
  public String how() {
    return "`select * from p_lineorder INTO OUTFILE 'FILE' FORMAT CSV`, ClickHouse "
        + ClickHouseLibrary.VERSION
        + " as a library that writes the file itself; the product reads it through the front of"
        + " our tests, which hands each block from the library to the socket by a copy";
  }

  @Override
  public Product product() {
    return new Product(
        bench.launcher(),
        "kind: clickhouse, host: 127.0.0.1, port: %d, database: default, user: default"
            .formatted(address.getPort()));
  }

  @Override
  public double export(Path target) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    run("SELECT * FROM p_lineorder INTO OUTFILE '" + target + "' FORMAT CSV");
    return (System.nanoTime() - begin) / 1e9;
  }

  @Override
  public void close() {
    bench.processes().end(process);
  }
}

package io.asyncquery.benchmarks;

import io.asyncquery.rest.security.PasswordHash;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** The product as a process of its own, with a heap of 256 MB, driven over HTTP. */
final class ServerUnderTest implements AutoCloseable {

  private static final String PASSWORD = "bench-" + UUID.randomUUID();
  private static final String AUTHORIZATION =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(("BENCH:" + PASSWORD).getBytes(StandardCharsets.US_ASCII));
  private static final Pattern ID = Pattern.compile("\"queryID\":\"([0-9a-f-]{36})\"");
  private static final Pattern STATUS = Pattern.compile("\"status\":\"([A-Z]+)\"");
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int START_TRIES = 3_000;

  private final HttpClient http = newClient();
  private final Process process;
  private final String base;

  private ServerUnderTest(Process process, int port) {
    this.process = process;
    this.base = "http://127.0.0.1:" + port;
  }

  /**
   * One finished export.
   *
   * @param seconds from the POST to the first status that says SUCCESSFUL
   * @param answerMillis from the POST to its answer
   */
  record Export(String id, double seconds, double answerMillis) {}

  static ServerUnderTest start(Path folder, Path database, int threads)
      throws IOException, InterruptedException {
    int port = freePort();
    Path config = folder.resolve("bench.yaml");
    Files.writeString(
        config,
        """
        server: {host: 127.0.0.1, port: %d}
        storage: {folder: %s}
        engine: {threads: %d, memoryLimit: 256MB}
        users:
          BENCH: {passwordHash: "%s", administrator: true}
        projects:
          ssb:
            sources:
              ssb: {kind: duckdb, file: %s}
        """
            .formatted(
                port,
                folder.resolve("data"),
                threads,
                PasswordHash.of(PASSWORD, PasswordHash.MIN_COST),
                database));
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "io.asyncquery.bootstrap.Main",
                "serve",
                "--config",
                config.toString())
            .inheritIO()
            .start();
    ServerUnderTest server = new ServerUnderTest(process, port);
    server.awaitReady();
    return server;
  }

  private static HttpClient newClient() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    for (int i = 0; i < START_TRIES && process.isAlive(); i++) {
      try {
        if (get("/health/ready").statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
    close();
    throw new IOException("The server did not start");
  }

  Export export(String sql) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    String body = "{\"sql\":\"" + sql + "\",\"project\":\"ssb\"}";
    String answer =
        http.send(
                request("/kylin/api/async_query")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString())
            .body();
    double answerMillis = (System.nanoTime() - begin) / 1e6;
    String id = find(ID, answer);
    while (true) {
      String status = get("/kylin/api/async_query/" + id + "/status").body();
      switch (find(STATUS, status)) {
        case "RUNNING" -> LockSupport.parkNanos(POLL_NANOS);
        case "SUCCESSFUL" -> {
          return new Export(id, (System.nanoTime() - begin) / 1e9, answerMillis);
        }
        default -> throw new IOException(status);
      }
    }
  }

  /** On a connection of its own: the server ends those that were in use for long. */
  InputStream download(String id) throws IOException, InterruptedException {
    return newClient()
        .send(
            request("/kylin/api/async_query/" + id + "/result").build(),
            BodyHandlers.ofInputStream())
        .body();
  }

  void deleteResults() throws IOException, InterruptedException {
    http.send(request("/kylin/api/async_query").DELETE().build(), BodyHandlers.discarding());
  }

  /** The most memory that the process held at a time, as Linux counts it; -1 elsewhere. */
  long peakMegabytes() throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return -1;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(-1);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", AUTHORIZATION);
  }

  private static String find(Pattern pattern, String text) throws IOException {
    List<String> found = pattern.matcher(text).results().map(match -> match.group(1)).toList();
    if (found.isEmpty()) {
      throw new IOException("The server answered [" + text + "]");
    }
    return found.getFirst();
  }

  @Override
  public void close() {
    process.destroy();
    boolean interrupted = false;
    while (true) {
      try {
        process.waitFor();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}

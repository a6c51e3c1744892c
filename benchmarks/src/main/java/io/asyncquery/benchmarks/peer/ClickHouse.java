package io.asyncquery.benchmarks.peer;

import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.io.InputStream;
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

/** ClickHouse's engine as a library, behind the front that speaks HTTP for it in our tests. */
public final class ClickHouse implements EnginePeer {

  private static final List<String> FRONT =
      List.of("ClickHouseProcess.java", "Chdb.java", "HttpConversation.java");

  private final Workbench bench;
  private final JavaServer server;
  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ClickHouse(Workbench bench, JavaServer server) {
    this.bench = bench;
    this.server = server;
    this.address = URI.create("http://127.0.0.1:%d/?wait_end_of_query=1".formatted(server.port()));
  }

  /** Starts the engine and loads it. */
  public static ClickHouse start(Workbench bench, Path npm)
      throws IOException, SQLException, InterruptedException {
    Path library = ClickHouseLibrary.resolve(bench, npm);
    Path folder = bench.emptyFolder("clickhouse");
    unpackFront(folder);
    JavaServer server =
        JavaServer.start(
            bench.processes(),
            folder,
            List.of(
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                folder.resolve(FRONT.getFirst()).toString(),
                library.toString(),
                folder.resolve("data").toString(),
                "0"));
    return EnginePeer.loaded(new ClickHouse(bench, server), ClickHouse::load);
  }

  private static void unpackFront(Path folder) throws IOException {
    for (String name : FRONT) {
      try (InputStream packed =
          Objects.requireNonNull(ClickHouse.class.getResourceAsStream("/clickhouse/" + name))) {
        // Its size is of no interest.
        long _ = Files.copy(packed, folder.resolve(name));
      }
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
            .formatted(server.port()));
  }

  @Override
  public double export(Path target) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    run("SELECT * FROM p_lineorder INTO OUTFILE '" + target + "' FORMAT CSV");
    return (System.nanoTime() - begin) / 1e9;
  }

  @Override
  public void close() {
    server.close();
  }
}

package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.Await;
import io.asyncquery.sql.Containers;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.server.Secret;
import io.asyncquery.sql.server.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * ClickHouse's engine in a process that can be stopped, behind a front that speaks its HTTP
 * interface: the front is part of these tests and no part of ClickHouse. Its user {@value #USER}
 * signs in with a password, {@value #LIMITED} may not change settings, and one whose name begins
 * with {@value #PROFILE} has those behind it in its profile.
 */
public final class ClickHouseServer implements AutoCloseable {

  static final String USER = "reports";
  static final String PASSWORD = "secret of reports";
  static final String LIMITED = "limited";
  static final String PROFILE = "profile of ";

  private static final Pattern LISTENING = Pattern.compile("LISTENING (\\d+) (\\d+) \\.");
  private static final String STORE_PASSWORD = "changeit";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path folder;
  private Optional<Process> process;
  private Optional<GenericContainer<?>> container = Optional.empty();
  private int port;
  private int tlsPort;

  private ClickHouseServer(Path folder) throws Exception {
    this.folder = folder;
    makeKeys(folder);
    this.process = Optional.of(begin(folder, 0));
    listen();
  }

  private ClickHouseServer(Path folder, GenericContainer<?> container) {
    this.folder = folder;
    this.process = Optional.empty();
    this.container = Optional.of(container);
    this.port = container.getFirstMappedPort();
  }

  /** Takes a second or two. */
  public static ClickHouseServer start() throws Exception {
    return new ClickHouseServer(Files.createTempDirectory("clickhouse"));
  }

  /** The server itself in a container, with neither the other users nor TLS. */
  static ClickHouseServer inContainer() throws IOException {
    return new ClickHouseServer(
        Files.createTempDirectory("clickhouse"),
        Containers.start(
            "clickhouse/clickhouse-server:26.7",
            8123,
            Map.of("CLICKHOUSE_SKIP_USER_SETUP", "1"),
            Wait.forHttp("/ping").forPort(8123)));
  }

  private static Process begin(Path folder, int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            Path.of("src/test/clickhouse/ClickHouseProcess.java").toAbsolutePath().toString(),
            ClickHouseLibrary.file().orElseThrow().toString(),
            folder.resolve("data").toString(),
            Integer.toString(port),
            folder.resolve("keys.p12").toString(),
            STORE_PASSWORD)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("server.log").toFile())
        .start();
  }

  private void listen() throws Exception {
    Path log = folder.resolve("server.log");
    Await.untilWithin(
        120_000,
        "ClickHouse listens",
        () -> {
          if (!process().isAlive()) {
            throw new AssertionError(Files.readString(log));
          }
          return LISTENING.matcher(Files.readString(log)).find();
        });
    Matcher where = LISTENING.matcher(Files.readString(log));
    boolean _ = where.find();
    port = Integer.parseInt(where.group(1));
    tlsPort = Integer.parseInt(where.group(2));
  }

  private static void makeKeys(Path folder) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String store = folder.resolve("keys.p12").toString();
    List<String> common =
        List.of("-alias", "server", "-keystore", store, "-storepass", STORE_PASSWORD);
    run(
        keytool,
        common,
        List.of(
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost,ip:127.0.0.1",
            "-storetype",
            "PKCS12"));
    run(
        keytool,
        common,
        List.of("-exportcert", "-rfc", "-file", folder.resolve("server.pem").toString()));
  }

  private static void run(String program, List<String> common, List<String> more)
      throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of(program));
    command.addAll(more);
    command.addAll(common);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool has failed");
    }
  }

  int port() {
    return port;
  }

  int tlsPort() {
    return tlsPort;
  }

  Path certificate() {
    return folder.resolve("server.pem");
  }

  Process process() {
    return process.orElseThrow();
  }

  /** One of its databases, as a user who may read all of them. */
  public SourceDefinition source(String database) {
    return new SourceDefinition.ClickHouse(settings(database));
  }

  ClickHouseSettings settings(String database) {
    return settings(port, "default", database, Duration.ofMinutes(1), Map.of());
  }

  static ClickHouseSettings settings(
      int port, String user, String database, Duration readTimeout, Map<String, String> settings) {
    return new ClickHouseSettings(
        server(user, Optional.empty(), readTimeout),
        "127.0.0.1",
        port,
        database,
        false,
        Optional.empty(),
        settings);
  }

  /** The same over TLS, signed in. */
  ClickHouseSettings signedIn(Optional<Secret> password, Optional<Path> certificates) {
    return new ClickHouseSettings(
        server(USER, password, Duration.ofMinutes(1)),
        "localhost",
        tlsPort,
        "default",
        true,
        certificates,
        Map.of());
  }

  private static ServerSettings server(
      String user, Optional<Secret> password, Duration readTimeout) {
    return new ServerSettings(
        "data",
        Optional.of(user),
        password,
        8,
        Duration.ofSeconds(30),
        readTimeout,
        Optional.empty());
  }

  /** The tables of {@link io.asyncquery.sql.SourceContract}, in a database of their own. */
  public void makeTables(String database, long many) throws SQLException {
    execute("default", "CREATE DATABASE IF NOT EXISTS `" + database + "`");
    execute(
        database,
        "CREATE TABLE few(n Int32, name Nullable(String), price Nullable(Decimal(9, 2)),"
            + " since Nullable(Date32)) ENGINE = MergeTree ORDER BY n",
        """
        INSERT INTO few VALUES
          (1, 'one', 1.50, '2020-01-01'), (2, NULL, 2.25, '2020-02-29'), (3, '三', NULL, NULL),
          (4, '', 0.00, '1969-12-31'), (5, 'a,b', -1.00, '2299-12-31')
        """,
        "CREATE TABLE many(n Int64, t String) ENGINE = MergeTree ORDER BY n",
        "INSERT INTO many SELECT number, 'text of row ' || toString(number) FROM numbers("
            + many
            + ")",
        "CREATE TABLE `Mixed Case`(`ID` Int32, `Unit Price` Int32, `城市` String)"
            + " ENGINE = MergeTree ORDER BY tuple()",
        "INSERT INTO `Mixed Case` VALUES (1, 10, '北京')");
  }

  /** Runs statements one by one, past the source. */
  public void execute(String database, String... statements) throws SQLException {
    for (String sql : statements) {
      String _ = ask(database, sql);
    }
  }

  /** The answer to a statement as tab-separated text, past the source. */
  public String ask(String database, String sql) throws SQLException {
    URI uri =
        URI.create(
            "http://127.0.0.1:"
                + port
                + "/?database="
                + URLEncoder.encode(database, StandardCharsets.UTF_8)
                + "&wait_end_of_query=1");
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(sql)).build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new SQLException(sql + ": " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new SQLException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException(e);
    }
  }

  /** How many queries are at work. */
  long working() throws SQLException {
    return Long.parseLong(
        ask(
                "default",
                "SELECT count() FROM system.processes WHERE query NOT LIKE '%system.processes%'")
            .strip());
  }

  /** Whether no query is at work. */
  public boolean isIdle() throws SQLException {
    return working() == 0;
  }

  /** Ends the process without warning, and starts another one on the same data and port. */
  void killAndRestart() throws Exception {
    process().destroyForcibly().waitFor();
    Files.writeString(folder.resolve("server.log"), "");
    process = Optional.of(begin(folder, port));
    listen();
  }

  @Override
  public void close() throws IOException {
    container.ifPresent(GenericContainer::stop);
    if (process.isPresent()) {
      process().getOutputStream().close();
      process().destroyForcibly();
    }
  }
}

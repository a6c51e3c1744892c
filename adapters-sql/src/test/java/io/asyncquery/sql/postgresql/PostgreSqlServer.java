package io.asyncquery.sql.postgresql;

import io.asyncquery.sql.Containers;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.jdbc.JdbcSettings;
import io.asyncquery.sql.server.Secret;
import io.asyncquery.sql.server.ServerSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A real server of its own for a test. */
public final class PostgreSqlServer implements AutoCloseable {

  private final Closeable server;
  private final int port;

  private PostgreSqlServer(Closeable server, int port) {
    this.server = server;
    this.port = port;
  }

  public static PostgreSqlServer start() throws IOException {
    EmbeddedPostgres server = EmbeddedPostgres.start();
    return new PostgreSqlServer(server, server.getPort());
  }

  /** The same in a container, where everybody may sign in too. */
  static PostgreSqlServer inContainer() {
    GenericContainer<?> container =
        Containers.start(
            "postgres:18",
            5432,
            Map.of("POSTGRES_HOST_AUTH_METHOD", "trust"),
            // The first one that is ready fills the data folder alone.
            Wait.forLogMessage(".*database system is ready to accept connections.*", 2));
    return new PostgreSqlServer(container::stop, container.getFirstMappedPort());
  }

  public int port() {
    return port;
  }

  /** The database of this server as user {@code postgres}. */
  public PostgreSqlSettings settings() {
    return settings(port(), "postgres", Duration.ofSeconds(10), Duration.ofMinutes(10));
  }

  public SourceDefinition source() {
    return new SourceDefinition.PostgreSql(settings());
  }

  /** The same where the tables of {@code schema} need no schema in front. */
  public SourceDefinition source(String schema) {
    PostgreSqlSettings all = settings();
    return new SourceDefinition.PostgreSql(
        new PostgreSqlSettings(
            all.server(),
            all.host(),
            all.port(),
            all.database(),
            schema,
            all.sslMode(),
            all.rootCertificate()));
  }

  /** The same for the kind that knows no more of it than its driver tells. */
  public SourceDefinition jdbcSource() {
    return new SourceDefinition.Jdbc(jdbcSettings(port()));
  }

  public static JdbcSettings jdbcSettings(int port) {
    return new JdbcSettings(
        new ServerSettings(
            "data",
            Optional.of("postgres"),
            Optional.empty(),
            8,
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Optional.empty()),
        new Secret("jdbc:postgresql://127.0.0.1:" + port + "/postgres"),
        Optional.empty());
  }

  static PostgreSqlSettings settings(
      int port, String user, Duration connectTimeout, Duration readTimeout) {
    return new PostgreSqlSettings(
        new ServerSettings(
            "data",
            Optional.of(user),
            Optional.of(new Secret("secret of " + user)),
            8,
            connectTimeout,
            readTimeout,
            Optional.empty()),
        "127.0.0.1",
        port,
        "postgres",
        "public",
        SslMode.PREFER,
        Optional.empty());
  }

  /** The tables of {@link io.asyncquery.sql.SourceContract}, and a sequence. */
  public void makeTables(long many) throws SQLException {
    execute(
        "CREATE TABLE few(n INTEGER, name VARCHAR, price DECIMAL(9,2), since DATE)",
        """
        INSERT INTO few VALUES
          (1, 'one', 1.50, '2020-01-01'), (2, NULL, 2.25, '2020-02-29'),
          (3, '三', NULL, NULL), (4, '', 0.00, '1969-12-31'), (5, 'a,b', -1.00, '9999-12-31')
        """,
        "CREATE TABLE many AS SELECT n::int8, 'text of row ' || n AS t FROM generate_series(0, "
            + (many - 1)
            + ") n",
        "CREATE TABLE \"Mixed Case\"(\"ID\" INTEGER, \"Unit Price\" INTEGER, \"城市\" VARCHAR)",
        "INSERT INTO \"Mixed Case\" VALUES (1, 10, '北京')",
        "CREATE SEQUENCE counter");
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
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
                + " AND state = 'active' AND pid <> pg_backend_pid()")
        == 0;
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?user=postgres");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

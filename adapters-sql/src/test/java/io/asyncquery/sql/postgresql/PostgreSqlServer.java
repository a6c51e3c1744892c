package io.asyncquery.sql.postgresql;

import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.server.Secret;
import io.asyncquery.sql.server.ServerSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** A real server of its own for a test. */
public final class PostgreSqlServer implements AutoCloseable {

  private final EmbeddedPostgres server;

  private PostgreSqlServer(EmbeddedPostgres server) {
    this.server = server;
  }

  public static PostgreSqlServer start() throws IOException {
    return new PostgreSqlServer(EmbeddedPostgres.start());
  }

  public int port() {
    return server.getPort();
  }

  /** The database of this server as user {@code postgres}. */
  public PostgreSqlSettings settings() {
    return settings(port(), "postgres", Duration.ofSeconds(10), Duration.ofMinutes(10));
  }

  public SourceDefinition source() {
    return new SourceDefinition.PostgreSql(settings());
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

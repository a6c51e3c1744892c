package io.asyncquery.sql.postgresql;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.sql.server.ConnectionOpener;
import io.asyncquery.sql.server.ServerSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/** Opens connections that can only read, and that end when either side does. */
final class PostgreSqlConnections implements ConnectionOpener {

  private static final System.Logger LOG = System.getLogger(PostgreSqlConnections.class.getName());

  private static final int CLIENT_CHECK_MILLIS = 10_000;

  /** The server then notices that nobody waits for a result any more; older ones do not know it. */
  private static final String WATCH_CLIENT =
      "SELECT pg_catalog.set_config(name, '"
          + CLIENT_CHECK_MILLIS
          + "', false) FROM pg_catalog.pg_settings WHERE name OPERATOR(pg_catalog.=)"
          + " CAST('client_connection_check_interval' AS pg_catalog.text)";

  /**
   * Wherever the role or the database has put them in its search path, PostgreSQL's own functions
   * come before those of users.
   */
  private static final String OWN_FIRST =
      "SELECT pg_catalog.set_config('search_path', pg_catalog.concat('pg_catalog, ',"
          + " pg_catalog.current_setting('search_path')), false)";

  /** Whether the role could write, were its connections not read-only. */
  private static final String MAY_WRITE =
      """
      SELECT r.rolsuper
        OR EXISTS (
          SELECT 1 FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
          WHERE c.relkind OPERATOR(pg_catalog.=) ANY (CAST('{r,p,v,f}' AS pg_catalog."char"[]))
            AND CAST(n.nspname AS pg_catalog.text)
              OPERATOR(pg_catalog.!~) CAST('^(pg_|information_schema$)' AS pg_catalog.text)
            AND (pg_catalog.has_table_privilege(c.oid, 'INSERT')
              OR pg_catalog.has_table_privilege(c.oid, 'UPDATE')
              OR pg_catalog.has_table_privilege(c.oid, 'DELETE')
              OR pg_catalog.has_table_privilege(c.oid, 'TRUNCATE')))
      FROM pg_catalog.pg_roles r WHERE r.rolname OPERATOR(pg_catalog.=) current_user
      """;

  private final PostgreSqlSettings settings;
  private final Driver driver = new Driver();
  private final AtomicBoolean roleChecked = new AtomicBoolean();

  PostgreSqlConnections(PostgreSqlSettings settings) {
    this.settings = settings;
  }

  @Override
  public Connection open() throws SQLException {
    Connection connection = driver.connect(url(), properties());
    if (connection == null) {
      throw new IllegalStateException("The PostgreSQL driver does not know its own URL");
    }
    boolean ready = false;
    try {
      prepare(connection);
      ready = true;
      return connection;
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  @Override
  public void cancel(Connection connection) throws SQLException {
    connection.unwrap(PGConnection.class).cancelQuery();
  }

  private void prepare(Connection connection) throws SQLException {
    connection.setReadOnly(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET standard_conforming_strings = on; SET transform_null_equals = off");
      statement.execute(OWN_FIRST);
      if (settings.server().statementTimeout().isPresent()) {
        statement.execute(
            "SET statement_timeout = "
                + ServerSettings.millis(settings.server().statementTimeout().get()));
      }
      statement.execute(WATCH_CLIENT);
    }
    if (roleChecked.compareAndSet(false, true)) {
      warnOfWriter(connection);
    }
    connection.setAutoCommit(false);
  }

  private void warnOfWriter(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(MAY_WRITE)) {
      if (row.next() && row.getBoolean(1)) {
        LOG.log(
            WARNING,
            "The user of source [{0}] may write there; queries only read, but give it a user that"
                + " may only read",
            settings.server().name());
      }
    } catch (SQLException e) {
      LOG.log(DEBUG, "What the user of a source may do is not known", e);
    }
  }

  /** The database stands in the URL, which the driver puts before all properties. */
  private String url() {
    return "jdbc:postgresql:" + URLEncoder.encode(settings.database(), StandardCharsets.UTF_8);
  }

  private Properties properties() {
    ServerSettings server = settings.server();
    int connectSeconds = ServerSettings.seconds(server.connectTimeout());
    Properties properties = new Properties();
    PGProperty.PG_HOST.set(properties, settings.host());
    PGProperty.PG_PORT.set(properties, settings.port());
    server.user().ifPresent(user -> PGProperty.USER.set(properties, user));
    server.password().ifPresent(secret -> PGProperty.PASSWORD.set(properties, secret.value()));
    PGProperty.APPLICATION_NAME.set(properties, "asyncquery");
    PGProperty.CONNECT_TIMEOUT.set(properties, connectSeconds);
    PGProperty.LOGIN_TIMEOUT.set(properties, 2 * connectSeconds);
    PGProperty.SOCKET_TIMEOUT.set(properties, connectSeconds);
    PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, connectSeconds);
    PGProperty.READ_ONLY_MODE.set(properties, "always");
    PGProperty.SOCKET_FACTORY.set(properties, KeepAliveSockets.class.getName());
    PGProperty.SSL_MODE.set(properties, settings.sslMode().word());
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
    settings
        .rootCertificate()
        .ifPresent(file -> PGProperty.SSL_ROOT_CERT.set(properties, file.toString()));
    if (settings.sslMode().verifies() && settings.rootCertificate().isEmpty()) {
      PGProperty.SSL_FACTORY.set(properties, DefaultJavaSSLFactory.class.getName());
    }
    return properties;
  }
}

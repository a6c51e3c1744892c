package io.asyncquery.sql.mysql;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.sql.server.ConnectionOpener;
import io.asyncquery.sql.server.ServerSettings;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Opens connections that can only read, in a dialect that leaves one way to read a text: no escapes
 * by backslash, and {@code ||} joins texts.
 */
final class MySqlConnections implements ConnectionOpener {

  private static final System.Logger LOG = System.getLogger(MySqlConnections.class.getName());

  /** What may stand in a URL without a meaning of its own there. */
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+");

  private static final Pattern WRITES =
      Pattern.compile(
          "\\b(ALL PRIVILEGES|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|FILE|SUPER|GRANT OPTION)\\b");

  /**
   * How much of a text counts for its order and its rank, where 1,024 is the server's own. MySQL
   * would write so much for each row, however short its text is.
   */
  private static final int SORTED_BYTES = 65_535;

  /** Steps of a recursion; what does not end is ended by its time. */
  private static final long MOST = 4_294_967_295L;

  private final MySqlSettings settings;
  private final AtomicBoolean roleChecked = new AtomicBoolean();
  private final Map<Connection, Long> ids = Collections.synchronizedMap(new WeakHashMap<>());

  MySqlConnections(MySqlSettings settings) {
    this.settings = settings;
  }

  @Override
  public Connection open() throws SQLException {
    Connection connection = connect();
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

  /** From another connection, since the driver asks only while it waits for a row itself. */
  @Override
  public void cancel(Connection connection) throws SQLException {
    Long id = ids.get(connection);
    if (id == null) {
      return;
    }
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.execute("KILL QUERY " + id);
    }
  }

  private Connection connect() throws SQLException {
    Connection connection = driver().connect(url(), properties());
    if (connection == null) {
      throw new IllegalStateException("The driver does not know its own URL");
    }
    return connection;
  }

  private static Driver driver() throws SQLException {
    try {
      return DriverManager.getDriver("jdbc:mariadb://localhost/");
    } catch (SQLException e) {
      throw new MissingDriverException(e);
    }
  }

  private void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean mariaDb = isMariaDb(statement);
      statement.execute("USE " + quoted(settings.database()));
      for (String setting : session(mariaDb)) {
        statement.execute("SET SESSION " + setting);
      }
      statement.execute("SET NAMES utf8mb4 COLLATE utf8mb4_bin");
      statement.execute("SET SESSION TRANSACTION READ ONLY");
      try (ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
        row.next();
        ids.put(connection, row.getLong(1));
      }
      if (roleChecked.compareAndSet(false, true)) {
        warnOfWriter(statement);
      }
    }
    connection.setAutoCommit(false);
  }

  private static boolean isMariaDb(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT VERSION()")) {
      return row.next() && row.getString(1).contains("MariaDB");
    }
  }

  /** A result that is read slowly must not be cut off by the server. */
  private List<String> session(boolean mariaDb) {
    ServerSettings server = settings.server();
    List<String> session = new ArrayList<>();
    session.add("sql_mode = 'PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES'");
    session.add(
        "net_write_timeout = " + Math.max(60, ServerSettings.seconds(server.readTimeout())));
    session.add("div_precision_increment = 12");
    session.add("group_concat_max_len = " + (64 << 20));
    session.add((mariaDb ? "max_recursive_iterations" : "cte_max_recursion_depth") + " = " + MOST);
    if (mariaDb) {
      session.add("sort_buffer_size = GREATEST(@@sort_buffer_size, " + (2 << 20) + ")");
      session.add("max_sort_length = " + SORTED_BYTES);
    }
    session.add("max_error_count = 65535");
    session.add("sql_select_limit = " + MySqlDialect.ALL_ROWS);
    session.add("lc_time_names = 'en_US'");
    server.statementTimeout().map(limit -> timeout(limit, mariaDb)).ifPresent(session::add);
    return session;
  }

  private static String timeout(Duration limit, boolean mariaDb) {
    return mariaDb
        ? "max_statement_time = " + limit.toMillis() / 1_000.0
        : "max_execution_time = " + ServerSettings.millis(limit);
  }

  private void warnOfWriter(Statement statement) {
    try (ResultSet grants = statement.executeQuery("SHOW GRANTS")) {
      while (grants.next()) {
        if (WRITES.matcher(grants.getString(1)).find()) {
          LOG.log(
              WARNING,
              "The user of source [{0}] may write there; queries only read, but give it a user that"
                  + " may only read",
              settings.server().name());
          return;
        }
      }
    } catch (SQLException e) {
      LOG.log(DEBUG, "What the user of a source may do is not known", e);
    }
  }

  private String url() {
    String host = settings.host();
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("[" + host + "] is no host");
    }
    return "jdbc:mariadb://address=(host=" + host + ")(port=" + settings.port() + ")/";
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private Properties properties() {
    ServerSettings server = settings.server();
    Properties properties = new Properties();
    server.user().ifPresent(user -> properties.setProperty("user", user));
    server.password().ifPresent(secret -> properties.setProperty("password", secret.value()));
    String millis = Integer.toString(ServerSettings.millis(server.connectTimeout()));
    properties.setProperty("connectTimeout", millis);
    properties.setProperty("socketTimeout", millis);
    properties.setProperty("sslMode", settings.tls().word());
    settings
        .rootCertificate()
        .ifPresent(file -> properties.setProperty("serverSslCert", file.toString()));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("tcpKeepIdle", "15");
    properties.setProperty("tcpKeepInterval", "5");
    properties.setProperty("tcpKeepCount", "4");
    properties.setProperty("tinyInt1isBit", "false");
    properties.setProperty("yearIsDateType", "false");
    properties.setProperty("transformedBitIsBoolean", "false");
    properties.setProperty("allowLocalInfile", "false");
    properties.setProperty("allowMultiQueries", "false");
    properties.setProperty("dumpQueriesOnException", "false");
    properties.setProperty("connectionAttributes", "program_name:asyncquery");
    return properties;
  }
}

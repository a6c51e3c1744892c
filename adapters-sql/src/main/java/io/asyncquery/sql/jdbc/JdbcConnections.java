package io.asyncquery.sql.jdbc;

import io.asyncquery.sql.server.ConnectionOpener;
import io.asyncquery.sql.server.ServerSettings;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.Properties;

/**
 * Opens connections by the driver that takes a URL. They are asked to be read-only, which is a hint
 * to some drivers: what a user may do is the database's to say.
 */
final class JdbcConnections implements ConnectionOpener {

  private final JdbcSettings settings;

  JdbcConnections(JdbcSettings settings) {
    this.settings = settings;
  }

  @Override
  public Connection open() throws SQLException {
    Connection connection = driver().connect(settings.url().value(), properties());
    if (connection == null) {
      throw new MissingDriverException();
    }
    boolean ready = false;
    try {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      boundSilence(connection);
      ready = true;
      return connection;
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  /** There is no way to do that for every driver; statements are cancelled while they run. */
  @Override
  public void cancel(Connection connection) {}

  private Driver driver() throws SQLException {
    try {
      return DriverManager.getDriver(settings.url().value());
    } catch (SQLException e) {
      MissingDriverException missing = new MissingDriverException();
      missing.initCause(e);
      throw missing;
    }
  }

  private void boundSilence(Connection connection) throws SQLException {
    try {
      connection.setNetworkTimeout(
          Runnable::run, ServerSettings.millis(settings.server().readTimeout()));
    } catch (SQLFeatureNotSupportedException e) {
      System.getLogger(JdbcConnections.class.getName())
          .log(
              System.Logger.Level.DEBUG,
              "The driver of source [" + settings.server().name() + "] bounds no silence",
              e);
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    Optional<String> user = settings.server().user();
    user.ifPresent(name -> properties.setProperty("user", name));
    settings
        .server()
        .password()
        .ifPresent(secret -> properties.setProperty("password", secret.value()));
    return properties;
  }

  /** No driver takes the URL. */
  static final class MissingDriverException extends SQLException {
    private static final long serialVersionUID = 1L;

    MissingDriverException() {
      super("No driver on the class path takes the URL of the source");
    }
  }
}

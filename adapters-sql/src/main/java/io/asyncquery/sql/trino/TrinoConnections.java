package io.asyncquery.sql.trino;

import io.asyncquery.sql.server.ConnectionOpener;
import io.asyncquery.sql.server.ServerSettings;
import io.trino.jdbc.TrinoDriver;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Opens the driver's connections, by which the catalog is asked. They have no socket of their own,
 * so that opening one reaches nobody.
 */
final class TrinoConnections implements ConnectionOpener {

  private final TrinoSettings settings;
  private final TrinoDriver driver = new TrinoDriver();

  TrinoConnections(TrinoSettings settings) {
    this.settings = settings;
  }

  @Override
  public Connection open() throws SQLException {
    Connection connection = driver.connect(url(), properties());
    if (connection == null) {
      throw new IllegalStateException("The Trino driver does not know its own URL");
    }
    connection.setNetworkTimeout(
        Runnable::run, ServerSettings.millis(settings.server().connectTimeout()));
    return connection;
  }

  /** What it asks is short; a query is ended by who has sent it. */
  @Override
  public void cancel(Connection connection) {}

  private String url() {
    return "jdbc:trino://"
        + settings.address().getRawAuthority()
        + "/"
        + encoded(settings.catalog())
        + "/"
        + encoded(settings.schema());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("user", settings.server().user().orElse("asyncquery"));
    properties.setProperty("source", "asyncquery");
    properties.setProperty("explicitPrepare", "false");
    if (settings.tls()) {
      properties.setProperty("SSL", "true");
      settings
          .rootCertificates()
          .ifPresent(file -> properties.setProperty("SSLTrustStorePath", file.toString()));
    }
    settings
        .server()
        .password()
        .ifPresent(secret -> properties.setProperty("password", secret.value()));
    settings.token().ifPresent(secret -> properties.setProperty("accessToken", secret.value()));
    return properties;
  }
}

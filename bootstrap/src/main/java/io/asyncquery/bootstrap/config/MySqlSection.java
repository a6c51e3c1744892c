package io.asyncquery.bootstrap.config;

import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.mysql.MySqlSettings;
import io.asyncquery.sql.mysql.TlsMode;
import io.asyncquery.sql.server.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A database of MySQL or MariaDB, read by a user that should be able to do nothing else; the
 * operator puts its driver into the folder drivers.
 */
@Kind("mysql")
public record MySqlSection(
    String host,
    @Setting(value = "Its TCP port.", defaultsTo = "3306", min = "1", max = "65535") int port,
    @Setting("The database whose tables need no database in front.") String database,
    String user,
    Optional<Secret> password,
    @Setting(value = "How much the connection relies on TLS.", defaultsTo = "verify-full")
        TlsMode sslMode,
    @Setting(
            value = "A file of certificates in PEM to trust, for verify-ca and verify-full.",
            absence = "those that Java trusts")
        Optional<Path> sslRootCertificate,
    int maxConnections,
    Duration connectTimeout,
    Duration readTimeout,
    @Setting(
            value =
                "How long the server itself lets a query run, its max_statement_time or"
                    + " max_execution_time.",
            absence = "as the server is configured",
            min = "1s",
            max = "7d")
        Optional<Duration> statementTimeout)
    implements SourceSection, ServerAccess {

  @Override
  public SourceDefinition definition(String name) {
    return new SourceDefinition.MySql(
        new MySqlSettings(access(name), host, port, database, sslMode, sslRootCertificate));
  }
}

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
    @Setting("The host name or address of the server.") String host,
    @Setting(value = "Its TCP port.", defaultsTo = "3306", min = "1", max = "65535") int port,
    @Setting("The database whose tables need no database in front.") String database,
    @Setting("The user that queries run as; give it rights to read and no others.") String user,
    @Setting(value = "Its password.", absence = "none is sent") Optional<Secret> password,
    @Setting(value = "How much the connection relies on TLS.", defaultsTo = "verify-full")
        TlsMode sslMode,
    @Setting(
            value = "A file of certificates in PEM to trust, for verify-ca and verify-full.",
            absence = "those that Java trusts")
        Optional<Path> sslRootCertificate,
    @Setting(
            value = "The most connections at a time; a query takes one.",
            defaultsTo = "10",
            min = "1",
            max = "1000")
        int maxConnections,
    @Setting(
            value = "How long to wait for a connection, and for an answer about the catalog.",
            defaultsTo = "10s",
            min = "1s",
            max = "10m")
        Duration connectTimeout,
    @Setting(
            value =
                "How long the server may send nothing while it works on a query; then the query"
                    + " fails. One that works longer for its first row needs more.",
            defaultsTo = "1h",
            min = "1s",
            max = "7d")
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

package io.asyncquery.bootstrap.config;

import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.postgresql.PostgreSqlSettings;
import io.asyncquery.sql.postgresql.SslMode;
import io.asyncquery.sql.server.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A PostgreSQL database, read by a user that should be able to do nothing else. */
@Kind("postgresql")
public record PostgreSqlSection(
    String host,
    @Setting(value = "Its TCP port.", defaultsTo = "5432", min = "1", max = "65535") int port,
    @Setting("The database.") String database,
    String user,
    Optional<Secret> password,
    @Setting(value = "The schema whose tables need no schema in front.", defaultsTo = "public")
        String schema,
    @Setting(value = "How much the connection relies on TLS.", defaultsTo = "prefer")
        SslMode sslMode,
    @Setting(
            value = "A file of certificates in PEM to trust, for verify-ca and verify-full.",
            absence = "those that Java trusts")
        Optional<Path> sslRootCertificate,
    int maxConnections,
    Duration connectTimeout,
    Duration readTimeout,
    @Setting(
            value = "How long the server itself lets a query run, its statement_timeout.",
            absence = "as the server is configured",
            min = "1s",
            max = "7d")
        Optional<Duration> statementTimeout)
    implements SourceSection, ServerAccess {

  @Override
  public SourceDefinition definition(String name) {
    return new SourceDefinition.PostgreSql(
        new PostgreSqlSettings(
            access(name), host, port, database, schema, sslMode, sslRootCertificate));
  }
}

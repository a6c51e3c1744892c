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
    @Setting("The host name or address of the server.") String host,
    @Setting(value = "Its TCP port.", defaultsTo = "5432", min = "1", max = "65535") int port,
    @Setting("The database.") String database,
    @Setting("The user that queries run as; give it rights to read and no others.") String user,
    @Setting(value = "Its password.", absence = "none is sent") Optional<Secret> password,
    @Setting(value = "The schema whose tables need no schema in front.", defaultsTo = "public")
        String schema,
    @Setting(value = "How much the connection relies on TLS.", defaultsTo = "prefer")
        SslMode sslMode,
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

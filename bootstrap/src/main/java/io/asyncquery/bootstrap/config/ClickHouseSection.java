package io.asyncquery.bootstrap.config;

import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.clickhouse.ClickHouseSettings;
import io.asyncquery.sql.server.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The databases of a ClickHouse server. */
@Kind("clickhouse")
public record ClickHouseSection(
    String host,
    @Setting(
            value = "The TCP port of its HTTP interface, or of HTTPS with tls.",
            absence = "8123, with tls 8443",
            min = "1",
            max = "65535")
        Optional<Integer> port,
    @Setting(value = "The database whose tables need no database in front.", defaultsTo = "default")
        String database,
    String user,
    Optional<Secret> password,
    @Setting(value = "Whether to speak HTTPS.", defaultsTo = "false") boolean tls,
    @Setting(value = "A file of certificates in PEM to trust.", absence = "those that Java trusts")
        Optional<Path> sslRootCertificate,
    @Setting(
            value = "Settings of ClickHouse for every query, by their names.",
            absence = "as the profile of the user has them")
        Optional<Map<String, String>> settings,
    @Setting(value = "The most queries at a time.", defaultsTo = "10", min = "1", max = "1000")
        int maxConnections,
    Duration connectTimeout,
    @Setting(
            value =
                "How long the server may send nothing while it works on a query; then the query"
                    + " fails. Longer than the longest wait for a first row.",
            defaultsTo = "1h",
            min = "1s",
            max = "7d")
        Duration readTimeout,
    @Setting(
            value = "How long the server itself lets a query run, its max_execution_time.",
            absence = "as the profile of the user has it",
            min = "1s",
            max = "7d")
        Optional<Duration> statementTimeout)
    implements SourceSection, ServerAccess {

  private static final int PORT = 8123;
  private static final int TLS_PORT = 8443;

  @Override
  public SourceDefinition definition(String name) {
    return new SourceDefinition.ClickHouse(
        new ClickHouseSettings(
            access(name),
            host,
            port.orElse(tls ? TLS_PORT : PORT),
            database,
            tls,
            sslRootCertificate,
            settings.orElse(Map.of())));
  }
}

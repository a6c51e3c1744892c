package io.asyncquery.bootstrap.config;

import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.server.Secret;
import io.asyncquery.sql.trino.TrinoSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One catalog of a Trino cluster. */
@Kind("trino")
public record TrinoSection(
    @Setting("The host name or address of the coordinator.") String host,
    @Setting(value = "Its TCP port.", defaultsTo = "8080", min = "1", max = "65535") int port,
    @Setting("The catalog whose tables are those of the source.") String catalog,
    @Setting(value = "The schema whose tables need no schema in front.", defaultsTo = "default")
        String schema,
    String user,
    @Setting(value = "Its password; needs tls.", absence = "none is sent")
        Optional<Secret> password,
    @Setting(
            value = "A JSON Web Token to sign in with instead of a password; needs tls.",
            absence = "none is sent")
        Optional<Secret> token,
    @Setting(value = "Whether the coordinator speaks TLS.", defaultsTo = "false") boolean tls,
    @Setting(value = "A file of certificates in PEM to trust.", absence = "those that Java trusts")
        Optional<Path> sslRootCertificate,
    @Setting(
            value =
                "Whether results may come by the spooled protocol, where the cluster offers it; its"
                    + " storage must be within reach then, if the cluster sends clients there.",
            defaultsTo = "true")
        boolean spooled,
    @Setting(
            value = "Properties of the session of every query, by their names.",
            absence = "as the cluster is configured")
        Optional<Map<String, String>> sessionProperties,
    @Setting(value = "The most queries at a time.", defaultsTo = "10", min = "1", max = "1000")
        int maxConnections,
    @Setting(
            value = "How long to wait for a connection, and for an answer about the catalog.",
            defaultsTo = "30s",
            min = "1s",
            max = "10m")
        Duration connectTimeout,
    @Setting(
            value =
                "How long the coordinator may send nothing while it works on a query; then the"
                    + " query fails. It says every second that it is at work.",
            defaultsTo = "5m",
            min = "1s",
            max = "7d")
        Duration readTimeout,
    @Setting(
            value = "How long the cluster itself lets a query run, its query_max_run_time.",
            absence = "as the cluster is configured",
            min = "1s",
            max = "7d")
        Optional<Duration> statementTimeout)
    implements SourceSection, ServerAccess {

  @Override
  public SourceDefinition definition(String name) {
    return new SourceDefinition.Trino(
        new TrinoSettings(
            access(name),
            host,
            port,
            catalog,
            schema,
            tls,
            sslRootCertificate,
            token,
            spooled,
            sessionProperties.orElse(Map.of())));
  }
}

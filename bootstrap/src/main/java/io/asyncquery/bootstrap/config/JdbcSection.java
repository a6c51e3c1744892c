package io.asyncquery.bootstrap.config;

import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.jdbc.JdbcSettings;
import io.asyncquery.sql.server.Secret;
import io.asyncquery.sql.server.ServerSettings;
import java.time.Duration;
import java.util.Optional;

/** Any other database, by a JDBC driver that the operator puts into the folder drivers. */
@Kind("jdbc")
public record JdbcSection(
    @Setting("The URL as the driver wants it; a reference, since many hold a password.") Secret url,
    @Setting(value = "The user that queries run as.", absence = "as the URL says")
        Optional<String> user,
    @Setting(value = "Its password.", absence = "as the URL says") Optional<Secret> password,
    @Setting(
            value = "The schema whose tables need no schema in front.",
            absence = "that of a new connection")
        Optional<String> schema,
    @Setting(
            value = "The most connections at a time; a query takes one.",
            defaultsTo = "10",
            min = "1",
            max = "1000")
        int maxConnections,
    @Setting(
            value = "How long to wait for a connection that is not in use.",
            defaultsTo = "10s",
            min = "1s",
            max = "10m")
        Duration connectTimeout,
    @Setting(
            value =
                "How long the server may send nothing while it works on a query; then the query"
                    + " fails. Some drivers cannot be told.",
            defaultsTo = "1h",
            min = "1s",
            max = "7d")
        Duration readTimeout)
    implements SourceSection {

  @Override
  public SourceDefinition definition(String name) {
    return new SourceDefinition.Jdbc(
        new JdbcSettings(
            new ServerSettings(
                name,
                user,
                password,
                maxConnections,
                connectTimeout,
                readTimeout,
                Optional.empty()),
            url,
            schema));
  }
}

package io.asyncquery.sql.postgresql;

import io.asyncquery.sql.server.ServerSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a PostgreSQL database is, and how it is used.
 *
 * @param schema the one whose tables need no schema in front
 * @param rootCertificate whose signature is trusted, in PEM; else those that Java trusts
 */
public record PostgreSqlSettings(
    ServerSettings server,
    String host,
    int port,
    String database,
    String schema,
    SslMode sslMode,
    Optional<Path> rootCertificate) {}

package io.asyncquery.sql.mysql;

import io.asyncquery.sql.server.ServerSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a database of MySQL or MariaDB is, and how it is used.
 *
 * @param database the one whose tables need no database in front
 * @param rootCertificate whose signature is trusted, in PEM; else those that Java trusts
 */
public record MySqlSettings(
    ServerSettings server,
    String host,
    int port,
    String database,
    TlsMode tls,
    Optional<Path> rootCertificate) {}

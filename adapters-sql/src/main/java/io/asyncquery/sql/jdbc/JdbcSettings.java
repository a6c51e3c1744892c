package io.asyncquery.sql.jdbc;

import io.asyncquery.sql.server.Secret;
import io.asyncquery.sql.server.ServerSettings;
import java.util.Optional;

/**
 * Any database that a JDBC driver on the class path reaches.
 *
 * @param url as the driver wants it; it may hold a password
 * @param schema the one whose tables need no schema in front; else the connection's own
 */
public record JdbcSettings(ServerSettings server, Secret url, Optional<String> schema) {}

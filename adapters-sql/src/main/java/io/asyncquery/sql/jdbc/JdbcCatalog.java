package io.asyncquery.sql.jdbc;

import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogTable;
import io.asyncquery.sql.source.CatalogTable.CatalogColumn;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Asks the driver. A name is looked for as it is spelled, then in the case in which the database
 * keeps names without quotes, then among all of its schema.
 */
record JdbcCatalog(Handle handle) implements Catalog {

  /** What stands for the schema of the connection, also where the database has none. */
  static final String CURRENT = "(current)";

  private static final String NONE = "";

  private static final String[] TABLES = {"TABLE", "VIEW", "BASE TABLE", "MATERIALIZED VIEW"};

  @Override
  public Optional<String> schema(String name) {
    if (name.equals(CURRENT)) {
      return Optional.of(CURRENT);
    }
    return asked(metaData -> {
      List<String> schemas = new ArrayList<>();
      try (ResultSet rows = metaData.getSchemas()) {
        while (rows.next()) {
          schemas.add(rows.getString("TABLE_SCHEM"));
        }
      }
      return closest(name, schemas);
    });
  }

  @Override
  public Optional<CatalogTable> table(String chosen, String name) {
    return asked(metaData -> {
      String schema = chosen.equals(CURRENT) ? current(metaData.getConnection()) : chosen;
      Optional<String> found = named(metaData, schema, name);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      List<String> path = schema.isEmpty() ? List.of(found.get()) : List.of(schema, found.get());
      return Optional.of(new CatalogTable(path, columns(metaData, schema, found.get())));
    });
  }

  private static String current(Connection connection) throws SQLException {
    try {
      return Optional.ofNullable(connection.getSchema()).orElse(NONE);
    } catch (SQLFeatureNotSupportedException _) {
      return NONE;
    }
  }

  private static Optional<String> named(DatabaseMetaData metaData, String schema, String name)
      throws SQLException {
    for (String spelling :
        List.of(name, name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))) {
      if (tables(metaData, schema, pattern(metaData, spelling)).contains(spelling)) {
        return Optional.of(spelling);
      }
    }
    return closest(name, tables(metaData, schema, "%"));
  }

  private static List<String> tables(DatabaseMetaData metaData, String schema, String pattern)
      throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        metaData.getTables(
            metaData.getConnection().getCatalog(),
            schemaPattern(metaData, schema),
            pattern,
            TABLES)) {
      while (rows.next()) {
        tables.add(rows.getString("TABLE_NAME"));
      }
    }
    return tables;
  }

  private static List<CatalogColumn> columns(DatabaseMetaData metaData, String schema, String table)
      throws SQLException {
    List<CatalogColumn> columns = new ArrayList<>();
    try (ResultSet rows =
        metaData.getColumns(
            metaData.getConnection().getCatalog(),
            schemaPattern(metaData, schema),
            pattern(metaData, table),
            "%")) {
      while (rows.next()) {
        columns.add(new CatalogColumn(rows.getString("COLUMN_NAME"), List.of()));
      }
    }
    return columns;
  }

  private static @Nullable String schemaPattern(DatabaseMetaData metaData, String schema)
      throws SQLException {
    return schema.isEmpty() ? null : pattern(metaData, schema);
  }

  /** What matches {@code name} alone. */
  private static String pattern(DatabaseMetaData metaData, String name) throws SQLException {
    String escape = Optional.ofNullable(metaData.getSearchStringEscape()).orElse("");
    return escape.isEmpty()
        ? name
        : name.replace(escape, escape + escape)
            .replace("_", escape + "_")
            .replace("%", escape + "%");
  }

  private static Optional<String> closest(String name, List<String> names) {
    return names.stream()
        .filter(name::equals)
        .findFirst()
        .or(() -> names.stream().filter(name::equalsIgnoreCase).findFirst());
  }

  private <T> T asked(Question<T> question) {
    Connection connection = handle.getConnection();
    try {
      return question.ask(connection.getMetaData());
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask(DatabaseMetaData metaData) throws SQLException;
  }
}

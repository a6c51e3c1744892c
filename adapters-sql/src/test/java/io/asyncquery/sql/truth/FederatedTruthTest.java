package io.asyncquery.sql.truth;

import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The tables lie in two sources. */
class FederatedTruthTest extends TruthSuite {

  private static final Pattern DIMENSIONS =
      Pattern.compile("\\b(customer|supplier|part|dates)\\b", Pattern.CASE_INSENSITIVE);

  @Override
  protected SqlQueryEngine open(Path duckDb) throws SQLException {
    Path dimensions = duckDb.resolveSibling("dimensions.duckdb");
    move(duckDb, dimensions);
    return SqlQueryEngine.open(
        List.of(
            Databases.project(
                Map.of(
                    "facts", new SourceDefinition.DuckDbFile(duckDb),
                    "dimensions", new SourceDefinition.DuckDbFile(dimensions)),
                "facts")),
        DuckDbSettings.defaults());
  }

  private static void move(Path from, Path to) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + from);
        Statement statement = connection.createStatement()) {
      statement.execute("ATTACH '" + to + "' AS target");
      for (String table : List.of("CUSTOMER", "SUPPLIER", "PART", "DATES")) {
        statement.execute("CREATE TABLE target." + table + " AS SELECT * FROM " + table);
        statement.execute("DROP TABLE IF EXISTS " + table);
      }
    }
  }

  @Override
  protected String sent(String kylin) {
    return DIMENSIONS.matcher(kylin).replaceAll("dimensions.$1");
  }
}

package io.asyncquery.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Database files for tests, each made of a few statements. */
public final class Databases {

  private Databases() {}

  /** A DuckDB file in {@code folder}. */
  public static Path duckDb(Path folder, String... statements) throws SQLException {
    Path file = folder.resolve("test.duckdb");
    execute("jdbc:duckdb:" + file, List.of(statements));
    return file;
  }

  /** Runs statements in an in-memory DuckDB, such as {@code COPY ... TO}. */
  public static void inMemory(String... statements) throws SQLException {
    execute("jdbc:duckdb:", List.of(statements));
  }

  private static void execute(String url, List<String> statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** How many connections queries hold. */
  public static int lentConnections(SqlQueryEngine engine) {
    return engine.lentConnections();
  }

  /** The project DEFAULT with one source. */
  public static ProjectDefinition project(SourceDefinition source) {
    return project(Map.of("data", source), "data");
  }

  /**
   * The project DEFAULT with several sources.
   *
   * @param first the one whose tables need no source in front
   */
  public static ProjectDefinition project(Map<String, SourceDefinition> sources, String first) {
    return new ProjectDefinition("DEFAULT", sources, first, Optional.empty());
  }
}

package io.asyncquery.bootstrap.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a data folder holds at one moment. */
record StoreSnapshot(Map<String, Row> queries, Set<String> parts, Set<String> results) {

  /** A query as it is recorded. */
  record Row(String status, int attempts) {}

  /**
   * After a kill. The database is read from a copy: SQLite tidies what it opens, and the next start
   * must find what the kill has left.
   */
  static StoreSnapshot ofDead(Path data) throws IOException {
    Path copy = Files.createTempDirectory("store");
    try {
      for (String file : new String[] {"queries.db", "queries.db-wal"}) {
        if (Files.exists(data.resolve(file))) {
          Files.copy(data.resolve(file), copy.resolve(file));
        }
      }
      return new StoreSnapshot(
          Files.exists(copy.resolve("queries.db"))
              ? queries("jdbc:sqlite:" + copy.resolve("queries.db"))
              : Map.of(),
          names(data.resolve("parts")),
          names(data.resolve("results")));
    } finally {
      for (Path file : list(copy)) {
        Files.delete(file);
      }
      Files.delete(copy);
    }
  }

  /** While a server works on it. */
  static StoreSnapshot ofLiving(Path data) throws IOException {
    return new StoreSnapshot(
        queries("jdbc:sqlite:file:" + data.resolve("queries.db") + "?mode=ro"),
        names(data.resolve("parts")),
        names(data.resolve("results")));
  }

  Optional<Row> find(String id) {
    return Optional.ofNullable(queries.get(id));
  }

  Set<String> in(String status) {
    return queries.entrySet().stream()
        .filter(query -> query.getValue().status().equals(status))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Map<String, Row> queries(String url) throws IOException {
    Map<String, Row> queries = new HashMap<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      if (hasQueries(statement)) {
        try (ResultSet rows = statement.executeQuery("SELECT id, status, attempts FROM query")) {
          while (rows.next()) {
            queries.put(rows.getString(1), new Row(rows.getString(2), rows.getInt(3)));
          }
        }
      }
      return queries;
    } catch (SQLException e) {
      throw new IOException("The query store cannot be read", e);
    }
  }

  /** A kill may have come before the first migration. */
  private static boolean hasQueries(Statement statement) throws SQLException {
    try (ResultSet table =
        statement.executeQuery("SELECT count(*) FROM sqlite_schema WHERE name = 'query'")) {
      return table.next() && table.getInt(1) == 1;
    }
  }

  /** The files in a folder and below. */
  private static Set<String> names(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toSet());
    }
  }

  private static Iterable<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}

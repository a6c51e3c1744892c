package io.asyncquery.sql.sample;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A sample database, open for reading. */
final class SampleFile implements AutoCloseable {
  private final Connection connection;

  SampleFile(Path file) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("duckdb.read_only", "true");
    connection = DriverManager.getConnection("jdbc:duckdb:" + file, settings);
  }

  /** The rows as text, cells joined by a bar. */
  List<String> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          cells.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", cells));
      }
      return rows;
    }
  }

  long number(String sql) throws SQLException {
    return Long.parseLong(rows(sql).getFirst());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

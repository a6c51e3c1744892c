package io.asyncquery.storage.parquet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** A reader of Parquet that knows nothing of how we write it. */
final class DuckDb implements AutoCloseable {

  private final Connection connection;

  DuckDb() throws SQLException {
    this.connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    try (Statement statement = connection.createStatement()) {
      statement.execute("set timezone = 'UTC'");
    }
  }

  /** The text of each value in the rows that {@code select} gives for the file; "null" for NULL. */
  List<List<String>> query(String select, Path file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(select.replace("$file", "read_parquet('" + file + "')"))) {
      List<List<String>> values = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(rows.getObject(i)));
        }
        values.add(row);
      }
      return values;
    }
  }

  /** The first value of the first row. */
  String value(String select, Path file) throws SQLException {
    return query(select, file).getFirst().getFirst();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

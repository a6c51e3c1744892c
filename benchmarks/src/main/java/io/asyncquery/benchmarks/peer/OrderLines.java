package io.asyncquery.benchmarks.peer;

import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;

/**
 * The order lines on their way into another database.
 *
 * @param table a statement that every database here understands
 * @param rows a CSV file, deleted on closing
 */
record OrderLines(String table, Path rows) implements AutoCloseable {

  static OrderLines of(Workbench bench) throws IOException, SQLException {
    Path rows = bench.folder().resolve("p_lineorder.csv");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + bench.starSchema(1));
        Statement statement = connection.createStatement()) {
      statement.execute("COPY p_lineorder TO '" + rows + "' (FORMAT csv, HEADER false)");
      StringJoiner columns = new StringJoiner(", ", "CREATE TABLE p_lineorder(", ")");
      try (ResultSet described = statement.executeQuery("DESCRIBE p_lineorder")) {
        while (described.next()) {
          String type = described.getString("column_type");
          columns.add(
              described.getString("column_name")
                  + " "
                  + (type.equals("VARCHAR") ? "VARCHAR(40)" : type));
        }
      }
      return new OrderLines(columns.toString(), rows);
    }
  }

  @Override
  public void close() throws IOException {
    Files.delete(rows);
  }
}

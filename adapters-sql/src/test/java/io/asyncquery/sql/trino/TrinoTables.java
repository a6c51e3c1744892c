package io.asyncquery.sql.trino;

import java.io.BufferedReader;
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
 * Brings rows into the catalog {@code memory} exactly as they are: many as one text, which the
 * server divides. To read them as values of one statement would take it many times as long.
 */
public final class TrinoTables implements AutoCloseable {

  /** A statement may have a million characters. */
  private static final int CHUNK = 400_000;

  private final Connection connection;
  private final Statement statement;

  /** Makes {@code schema}, which must not be there yet. */
  public TrinoTables(TrinoServer server, String schema) throws SQLException {
    server.execute("default", "CREATE SCHEMA memory." + schema);
    connection =
        DriverManager.getConnection(
            "jdbc:trino://127.0.0.1:" + server.port() + "/memory/" + schema + "?user=setup");
    statement = connection.createStatement();
  }

  /**
   * Makes and fills a table.
   *
   * @param columns names and types as a CREATE TABLE has them
   * @param rows a line for each, with a bar between the cells, none of which is NULL or holds one
   */
  public void load(String table, String columns, Path rows) throws IOException, SQLException {
    statement.execute("CREATE TABLE " + table + "(" + columns + ")");
    String insert = insert(table);
    try (BufferedReader lines = Files.newBufferedReader(rows)) {
      StringBuilder chunk = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        chunk.append(chunk.isEmpty() ? "" : "\n").append(line.replace("'", "''"));
        if (chunk.length() > CHUNK) {
          statement.execute(insert.formatted(chunk));
          chunk.setLength(0);
        }
      }
      if (!chunk.isEmpty()) {
        statement.execute(insert.formatted(chunk));
      }
    }
  }

  private String insert(String table) throws SQLException {
    StringJoiner cells = new StringJoiner(", ");
    try (ResultSet columns = statement.executeQuery("DESCRIBE " + table)) {
      for (int i = 1; columns.next(); i++) {
        cells.add("CAST(cell[" + i + "] AS " + columns.getString("Type") + ")");
      }
    }
    return "INSERT INTO "
        + table
        + " SELECT "
        + cells
        + " FROM (SELECT split(line, '|') AS cell"
        + " FROM UNNEST(split('%s', chr(10))) AS lines(line))";
  }

  @Override
  public void close() throws SQLException {
    statement.close();
    connection.close();
  }
}

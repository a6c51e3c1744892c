package io.asyncquery.sql.sample;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Consumer;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunctionBuilder;

/**
 * The DuckDB file of a sample.
 *
 * <p>Its label is the comment on the table LINEORDER: it says what the data is to whoever looks,
 * and no table has to be added to the schema for it.
 */
final class SampleDatabase {
  private static final String VIEW =
      """
      CREATE VIEW P_LINEORDER AS
      SELECT LINEORDER.*, LO_EXTENDEDPRICE * LO_DISCOUNT AS V_REVENUE FROM LINEORDER
      """;
  private static final String LABEL =
      """
      SELECT comment FROM duckdb_tables()
      WHERE database_name = current_database() AND table_name = 'LINEORDER' AND comment IS NOT NULL
      """;

  private SampleDatabase() {}

  /** Makes the whole database in a file that does not exist yet. */
  static void write(Path file, Scale scale, String label, Consumer<Progress> progress)
      throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("memory_limit", "256MB");
    // The rows come from one thread: a second one would only wait for it, and busily.
    settings.setProperty("threads", "1");
    try (Connection connection = open(file, settings);
        Statement statement = connection.createStatement()) {
      List<TableRows> tables =
          List.of(
              new DatesRows(),
              new CustomerRows(scale),
              new SupplierRows(scale),
              new PartRows(scale),
              new LineorderRows(scale));
      for (TableRows rows : tables) {
        fill(connection, statement, rows, progress);
      }
      statement.execute(VIEW);
      statement.execute("COMMENT ON TABLE LINEORDER IS '" + label + "'");
      statement.execute("CHECKPOINT");
    }
  }

  /** The label of an existing file; empty where it is a database without one. */
  static String label(Path file) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("duckdb.read_only", "true");
    try (Connection connection = open(file, settings);
        Statement statement = connection.createStatement();
        ResultSet labels = statement.executeQuery(LABEL)) {
      return labels.next() ? labels.getString(1) : "";
    }
  }

  private static void fill(
      Connection connection, Statement statement, TableRows rows, Consumer<Progress> progress)
      throws SQLException {
    String function = "rows_of_" + rows.table().toLowerCase(Locale.ROOT);
    try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
      builder.withName(function).withFunction(new RowFunction(rows, progress)).register(connection);
    }
    statement.execute("CREATE TABLE " + rows.table() + " AS SELECT * FROM " + function + "()");
  }

  private static Connection open(Path file, Properties settings) throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + file, settings);
  }
}

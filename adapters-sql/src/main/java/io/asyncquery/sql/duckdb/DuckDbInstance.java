package io.asyncquery.sql.duckdb;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** Starts DuckDB so that SQL can read the data it is given and reach nothing else. */
final class DuckDbInstance {

  private static final String URL = "jdbc:duckdb:";

  /** The one setting that stays open, because DuckDB takes it for each connection only. */
  private static final String STREAMING_BUFFER = "streaming_buffer_size";

  /** The schemas of DuckDB's own functions. */
  private static final String BUILT_IN = "system.main,system.pg_catalog,";

  private DuckDbInstance() {}

  /** A new, empty database file, writable: for what this program puts into it. */
  static DuckDBConnection writable(Path database) throws SQLException {
    return connect(database, new Properties());
  }

  /**
   * The database in a file, read-only.
   *
   * @param files what its views read beside it
   */
  static DuckDBConnection readOnly(
      Path database, List<Path> files, ScratchFolder scratch, DuckDbSettings settings)
      throws SQLException {
    Properties configuration = confined(files, scratch, settings);
    configuration.setProperty("access_mode", DuckDBDriver.DUCKDB_ACCESS_MODE_READ_ONLY);
    return locked(connect(database, configuration), settings);
  }

  /** A database in memory, for temporary tables. */
  static DuckDBConnection empty(ScratchFolder scratch, DuckDbSettings settings)
      throws SQLException {
    return locked(connect(URL, confined(List.of(), scratch, settings)), settings);
  }

  private static Properties confined(
      List<Path> files, ScratchFolder scratch, DuckDbSettings settings) {
    Properties configuration = new Properties();
    configuration.setProperty("enable_external_access", "false");
    configuration.setProperty("allowed_paths", list(files));
    configuration.setProperty("autoinstall_known_extensions", "false");
    configuration.setProperty("autoload_known_extensions", "false");
    configuration.setProperty("allow_community_extensions", "false");
    configuration.setProperty("allow_persistent_secrets", "false");
    configuration.setProperty("temp_directory", scratch.spill().toString());
    configuration.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    // Else the driver would hand out the one it has of this file, of whatever use that is.
    configuration.setProperty(DuckDBDriver.JDBC_INSTANCE_CACHE, "false");
    String threads = Integer.toString(settings.threadCount());
    configuration.setProperty("threads", threads);
    // All of them are this program's: see EngineThreads.
    configuration.setProperty("external_threads", threads);
    settings.memoryLimit().ifPresent(limit -> configuration.setProperty("memory_limit", limit));
    configuration.setProperty("allowed_configs", "[" + STREAMING_BUFFER + "]");
    return configuration;
  }

  /**
   * The limit of temporary files comes by a statement: as a property it shows, but binds nobody.
   */
  private static DuckDBConnection locked(DuckDBConnection instance, DuckDbSettings settings)
      throws SQLException {
    try (Statement statement = instance.createStatement()) {
      if (settings.tempLimit().isPresent()) {
        statement.execute("SET max_temp_directory_size = '" + settings.tempLimit().get() + "'");
      }
      statement.execute("SET lock_configuration = true");
    }
    return instance;
  }

  /**
   * A connection of its own for one query. Names of functions and operators mean DuckDB's own on
   * it: by DuckDB's own order, a macro in the file would come before a function of its name.
   */
  static DuckDBConnection connection(DuckDBConnection instance, String database)
      throws SQLException {
    DuckDBConnection connection = instance.duplicate().unwrap(DuckDBConnection.class);
    boolean prepared = false;
    String path = BUILT_IN + TypeNames.quoted(database) + "." + DuckDBConnection.DEFAULT_SCHEMA;
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = '" + path.replace("'", "''") + "'");
      prepared = true;
      return connection;
    } finally {
      if (!prepared) {
        connection.close();
      }
    }
  }

  /**
   * How far the engine may run ahead of the reader of what {@code statement} gives: so little that
   * chunks are read while they lie in the core's own cache. Where most is text, which takes as long
   * to be read as to be encoded, more is better. Figures in docs/adr/0018.
   */
  static void bufferFor(DuckDBConnection connection, ResultSetMetaData columns)
      throws SQLException {
    int texts = 0;
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      texts += columns.getColumnType(i) == Types.VARCHAR ? 1 : 0;
    }
    String size = 2 * texts > columns.getColumnCount() ? "4MB" : "256KB";
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET " + STREAMING_BUFFER + " = '" + size + "'");
    }
  }

  /** What DuckDB calls the database of an instance. */
  static String database(DuckDBConnection instance) throws SQLException {
    try (Statement statement = instance.createStatement();
        ResultSet row = statement.executeQuery("SELECT system.main.current_database()")) {
      row.next();
      return row.getString(1);
    }
  }

  private static DuckDBConnection connect(Path database, Properties configuration)
      throws SQLException {
    return connect(URL + database.toAbsolutePath(), configuration);
  }

  private static DuckDBConnection connect(String url, Properties configuration)
      throws SQLException {
    return DriverManager.getConnection(url, configuration).unwrap(DuckDBConnection.class);
  }

  /** A path as a literal of DuckDB. */
  static String literal(Path path) {
    return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
  }

  /** As the text of a list is read, where quotes are escaped otherwise than in SQL. */
  private static String list(List<Path> paths) {
    return paths.stream()
        .map(path -> path.toAbsolutePath().toString())
        .map(path -> "'" + path.replace("\\", "\\\\").replace("'", "\\'") + "'")
        .collect(Collectors.joining(", ", "[", "]"));
  }
}

package io.asyncquery.sql.duckdb;

import io.asyncquery.sql.ColumnReader;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.jdbc.JdbcColumnReader;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.Source;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** One DuckDB instance, read-only and locked up; every query has a connection of its own to it. */
public final class DuckDbSource implements Source {

  private final DuckDBConnection instance;
  private final Jdbi jdbi;
  private final FailureTranslator failures = new FailureTranslator(new DuckDbErrors());
  private final ColumnReader reader = new JdbcColumnReader(failures);
  private final QueryPlanner planner;

  private DuckDbSource(DuckDBConnection instance) {
    this.instance = instance;
    this.jdbi = Jdbi.create(instance::duplicate);
    this.planner =
        jdbi.withHandle(
            handle -> new QueryPlanner(new DuckDbFunctions(handle), DuckDbDialect.INSTANCE));
  }

  /** Opens a database file. */
  public static DuckDbSource openFile(Path file, DuckDbSettings settings) throws SQLException {
    return open(file, lockedUp(settings));
  }

  /** Opens a folder of Parquet and CSV files. */
  public static DuckDbSource openFolder(Path folder, DuckDbSettings settings) throws SQLException {
    throw new UnsupportedOperationException();
  }

  private static DuckDbSource open(Path file, Properties configuration) throws SQLException {
    DuckDBConnection instance =
        DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath(), configuration)
            .unwrap(DuckDBConnection.class);
    return new DuckDbSource(instance);
  }

  private static Properties lockedUp(DuckDbSettings settings) {
    Properties configuration = new Properties();
    configuration.setProperty("access_mode", DuckDBDriver.DUCKDB_ACCESS_MODE_READ_ONLY);
    configuration.setProperty("enable_external_access", "false");
    configuration.setProperty("autoinstall_known_extensions", "false");
    configuration.setProperty("autoload_known_extensions", "false");
    configuration.setProperty("allow_community_extensions", "false");
    configuration.setProperty("allow_persistent_secrets", "false");
    configuration.setProperty("lock_configuration", "true");
    configuration.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    configuration.setProperty("temp_directory", settings.tempFolder().toString());
    settings
        .threads()
        .ifPresent(threads -> configuration.setProperty("threads", threads.toString()));
    settings.memoryLimit().ifPresent(limit -> configuration.setProperty("memory_limit", limit));
    return configuration;
  }

  @Override
  public Handle connect() {
    return jdbi.open();
  }

  @Override
  public ColumnReader reader() {
    return reader;
  }

  @Override
  public Catalog catalog(Handle handle) {
    return new DuckDbCatalog(handle);
  }

  @Override
  public QueryPlanner planner() {
    return planner;
  }

  @Override
  public FailureTranslator failures() {
    return failures;
  }

  @Override
  public String defaultSchema() {
    return DuckDBConnection.DEFAULT_SCHEMA;
  }

  @Override
  public void close() {
    try {
      instance.close();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB did not close", e);
    }
  }
}

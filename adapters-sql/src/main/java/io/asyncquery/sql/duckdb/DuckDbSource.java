package io.asyncquery.sql.duckdb;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.sql.ColumnReader;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.plan.NameMatching;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogMemory;
import io.asyncquery.sql.source.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** One DuckDB instance, read-only and locked up; every query has a connection of its own to it. */
public final class DuckDbSource implements Source {

  private final SharedInstance instance;
  private final String database;
  private final Jdbi jdbi;
  private final QueryPlanner planner;
  private final FailureTranslator failures = new FailureTranslator(new DuckDbErrors());
  private final Optional<CatalogMemory> memory;
  private final ColumnReader reader;

  private DuckDbSource(SharedInstance instance, Optional<CatalogMemory> memory)
      throws SQLException {
    this.instance = instance;
    this.database = instance.database();
    this.memory = memory;
    this.jdbi = Jdbi.create(instance);
    this.reader = new SelectOnlyReader(new DuckDbColumnReader(instance::threads));
    this.planner =
        jdbi.withHandle(handle ->
            new QueryPlanner(
                new DuckDbFunctions(handle),
                DuckDbTranslations.INSTANCE,
                DuckDbDialect.INSTANCE,
                NameMatching.ANY_CASE));
  }

  /** Opens a database file, which cannot change as long as it is open. */
  public static DuckDbSource openFile(Path file, DuckDbSettings settings)
      throws SQLException, IOException {
    return open(
        settings,
        Optional.of(new CatalogMemory()),
        scratch -> DuckDbInstance.readOnly(file, List.of(), scratch, settings));
  }

  /**
   * Opens a folder of Parquet and CSV files; each may be replaced, also by one of other columns.
   */
  public static DuckDbSource openFolder(Path folder, DuckDbSettings settings)
      throws SQLException, IOException {
    return open(
        settings,
        Optional.empty(),
        scratch -> {
          FolderCatalog catalog = FolderCatalog.create(folder, scratch);
          return DuckDbInstance.readOnly(catalog.database(), catalog.files(), scratch, settings);
        });
  }

  private static DuckDbSource open(
      DuckDbSettings settings, Optional<CatalogMemory> memory, SharedInstance.Opening opening)
      throws SQLException, IOException {
    SharedInstance instance = SharedInstance.open(settings, opening);
    boolean opened = false;
    try {
      DuckDbSource source = new DuckDbSource(instance, memory);
      opened = true;
      return source;
    } finally {
      if (!opened) {
        instance.close();
      }
    }
  }

  @Override
  public Handle connect(Cancellation cancellation) {
    try {
      return jdbi.open();
    } catch (JdbiException e) {
      throw failures.execution(e, cancellation);
    }
  }

  @Override
  public int lentConnections() {
    return instance.lentConnections();
  }

  @Override
  public ColumnReader reader() {
    return reader;
  }

  @Override
  public Catalog catalog(Handle handle) {
    return memory
        .map(kept -> kept.before(() -> new DuckDbCatalog(handle, database)))
        .orElseGet(() -> new DuckDbCatalog(handle, database));
  }

  @Override
  public QueryPlanner planner(Handle handle) {
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
    instance.close();
  }
}

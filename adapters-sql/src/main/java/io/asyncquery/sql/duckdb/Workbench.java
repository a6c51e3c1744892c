package io.asyncquery.sql.duckdb;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.domain.Column;
import io.asyncquery.sql.ColumnReader;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.function.Translations;
import io.asyncquery.sql.source.FunctionCatalog;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlDialect;
import org.duckdb.DuckDBConnection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A DuckDB instance without data of its own, in which the rows of several sources meet. They lie in
 * temporary tables, which belong to one connection and are gone with it; what does not fit into
 * memory goes to the scratch folder. It reaches nothing else.
 */
public final class Workbench implements AutoCloseable {

  private final SharedInstance instance;
  private final Jdbi jdbi;
  private final FunctionCatalog functions;
  private final FailureTranslator failures = new FailureTranslator(new DuckDbErrors());
  private final ColumnReader reader;

  private Workbench(SharedInstance instance) {
    this.instance = instance;
    this.jdbi = Jdbi.create(instance);
    this.reader = new SelectOnlyReader(new DuckDbColumnReader(instance::threads));
    this.functions = jdbi.withHandle(DuckDbFunctions::new);
  }

  /** Starts an instance of its own. */
  public static Workbench open(DuckDbSettings settings) throws SQLException, IOException {
    return new Workbench(
        SharedInstance.open(settings, scratch -> DuckDbInstance.empty(scratch, settings)));
  }

  /** A connection for one query. The caller closes it, and its tables with it. */
  public Handle connect() {
    return jdbi.open();
  }

  /** How many of these are open. */
  public int lentConnections() {
    return instance.lentConnections();
  }

  /** The name in full of a table that {@link #load} makes. */
  public static List<String> path(String table) {
    return List.of("temp", DuckDBConnection.DEFAULT_SCHEMA, table);
  }

  /**
   * Puts the rows of {@code batches} into a new table. Several threads may do so with one handle at
   * a time: DuckDB is called by one after the other, and batches are waited for beside that.
   *
   * @param names of the columns, which differ in more than case
   * @return how many rows there were
   */
  public long load(Handle handle, String table, List<String> names, ColumnBatches batches)
      throws SQLException {
    DuckDBConnection connection = handle.getConnection().unwrap(DuckDBConnection.class);
    create(connection, table, named(names, batches.columns()));
    int width = names.size();
    long rows = 0;
    try (BatchAppender appender = new BatchAppender(connection, table, width)) {
      for (Optional<ColumnBatch> next = batches.next(); next.isPresent(); next = batches.next()) {
        try (ColumnBatch batch = next.get()) {
          appender.append(batch, width);
          rows += batch.rowCount();
        }
      }
      appender.flush();
    }
    return rows;
  }

  private static List<Column> named(List<String> names, List<Column> columns) {
    List<Column> named = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      named.add(new Column(names.get(i), columns.get(i).type()));
    }
    return named;
  }

  private static void create(DuckDBConnection connection, String table, List<Column> columns)
      throws SQLException {
    String declared = columns.stream().map(TypeNames::column).collect(Collectors.joining(", "));
    // The connection is not for two at a time; see BatchAppender.
    synchronized (connection) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE TEMP TABLE " + TypeNames.quoted(table) + " (" + declared + ")");
      }
    }
  }

  /** Which functions a query may call here. */
  public FunctionCatalog functions() {
    return functions;
  }

  /** What senders' functions are here. */
  public Translations translations() {
    return DuckDbTranslations.INSTANCE;
  }

  /** How SQL is spelled here. */
  public SqlDialect dialect() {
    return DuckDbDialect.INSTANCE;
  }

  /** How rows are read from its connections. */
  public ColumnReader reader() {
    return reader;
  }

  /** What its errors mean. */
  public FailureTranslator failures() {
    return failures;
  }

  @Override
  public void close() {
    instance.close();
  }
}

package io.asyncquery.sql;

import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.clickhouse.ClickHouseSource;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.duckdb.DuckDbSource;
import io.asyncquery.sql.federation.Federation;
import io.asyncquery.sql.jdbc.JdbcSource;
import io.asyncquery.sql.mysql.MySqlSource;
import io.asyncquery.sql.postgresql.PostgreSqlSource;
import io.asyncquery.sql.source.Source;
import io.asyncquery.sql.trino.TrinoSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The opened sources, one for each definition. One that opens slowly delays no other. */
final class Sources implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Sources.class.getName());

  private final DuckDbSettings duckDb;
  private final Map<SourceDefinition, Slot> slots = new ConcurrentHashMap<>();
  private Optional<Federation> federation = Optional.empty();
  private boolean closed;

  Sources(DuckDbSettings duckDb) {
    this.duckDb = duckDb;
  }

  /** Opens a source ahead of its first query, where that can be done. */
  void tryOpen(SourceDefinition definition, String name) {
    try {
      Source _ = open(definition, name);
    } catch (QueryFailedException e) {
      LOG.log(WARNING, "Source " + name + " cannot be opened: " + definition, e);
    }
  }

  /** The source, which is opened where it is not; {@code name} is what failures call it. */
  Source open(SourceDefinition definition, String name) {
    try {
      return slots.computeIfAbsent(definition, Slot::new).open();
    } catch (SQLException | IOException e) {
      throw new QueryFailedException(
          QueryFailure.source("Source " + name + " cannot be opened"), e);
    }
  }

  /** Where the rows of several sources meet; started by the first query that needs it. */
  synchronized Federation federation() {
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    if (federation.isEmpty()) {
      try {
        federation = Optional.of(Federation.open(duckDb));
      } catch (SQLException | IOException e) {
        throw new QueryFailedException(
            QueryFailure.storage("There is no room to work on rows of several sources"), e);
      }
    }
    return federation.get();
  }

  synchronized int lentConnections() {
    return slots.values().stream().mapToInt(Slot::lentConnections).sum()
        + federation.map(Federation::lentConnections).orElse(0);
  }

  @Override
  public synchronized void close() {
    closed = true;
    federation.ifPresent(Federation::close);
    federation = Optional.empty();
    slots.values().forEach(Slot::close);
  }

  /** Where one source is, or will be. */
  private final class Slot {

    private final SourceDefinition definition;
    private Optional<Source> opened = Optional.empty();
    private boolean closed;

    Slot(SourceDefinition definition) {
      this.definition = definition;
    }

    synchronized Source open() throws SQLException, IOException {
      if (closed) {
        throw new IllegalStateException("the engine is closed");
      }
      Source source = opened.isPresent() ? opened.get() : newSource();
      opened = Optional.of(source);
      return source;
    }

    private Source newSource() throws SQLException, IOException {
      return switch (definition) {
        case SourceDefinition.DuckDbFile(var file) -> DuckDbSource.openFile(file, duckDb);
        case SourceDefinition.DuckDbFolder(var folder) -> DuckDbSource.openFolder(folder, duckDb);
        case SourceDefinition.PostgreSql(var settings) -> PostgreSqlSource.of(settings);
        case SourceDefinition.MySql(var settings) -> MySqlSource.of(settings);
        case SourceDefinition.Trino(var settings) -> TrinoSource.of(settings);
        case SourceDefinition.ClickHouse(var settings) -> ClickHouseSource.of(settings);
        case SourceDefinition.Jdbc(var settings) -> JdbcSource.of(settings);
      };
    }

    synchronized int lentConnections() {
      return opened.map(Source::lentConnections).orElse(0);
    }

    synchronized void close() {
      closed = true;
      opened.ifPresent(Source::close);
      opened = Optional.empty();
    }
  }
}

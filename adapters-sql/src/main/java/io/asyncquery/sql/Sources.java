package io.asyncquery.sql;

import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.duckdb.DuckDbSource;
import io.asyncquery.sql.source.Source;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The opened sources, one for each definition. */
final class Sources implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Sources.class.getName());

  private final DuckDbSettings duckDb;
  private final Map<SourceDefinition, Source> open = new HashMap<>();
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
  synchronized Source open(SourceDefinition definition, String name) {
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    Source source = open.get(definition);
    if (source == null) {
      source = opened(definition, name);
      open.put(definition, source);
    }
    return source;
  }

  private Source opened(SourceDefinition definition, String name) {
    try {
      return switch (definition) {
        case SourceDefinition.DuckDbFile(var file) -> DuckDbSource.openFile(file, duckDb);
        case SourceDefinition.DuckDbFolder(var folder) -> DuckDbSource.openFolder(folder, duckDb);
      };
    } catch (SQLException | IOException e) {
      throw new QueryFailedException(
          QueryFailure.source("Source " + name + " cannot be opened"), e);
    }
  }

  synchronized int lentConnections() {
    return open.values().stream().mapToInt(Source::lentConnections).sum();
  }

  @Override
  public synchronized void close() {
    closed = true;
    open.values().forEach(Source::close);
    open.clear();
  }
}

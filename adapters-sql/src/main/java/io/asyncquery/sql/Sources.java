package io.asyncquery.sql;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.duckdb.DuckDbSource;
import io.asyncquery.sql.source.Source;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The opened sources, one for each definition. */
final class Sources implements AutoCloseable {

  private final DuckDbSettings duckDb;
  private final Map<SourceDefinition, Source> open = new HashMap<>();

  Sources(DuckDbSettings duckDb) {
    this.duckDb = duckDb;
  }

  /** The source, which is opened where it is not. */
  synchronized Source open(SourceDefinition definition) {
    Source source = open.get(definition);
    if (source == null) {
      source = opened(definition);
      open.put(definition, source);
    }
    return source;
  }

  private Source opened(SourceDefinition definition) {
    try {
      return switch (definition) {
        case SourceDefinition.DuckDbFile(var file) -> DuckDbSource.openFile(file, duckDb);
        case SourceDefinition.DuckDbFolder(var folder) -> DuckDbSource.openFolder(folder, duckDb);
      };
    } catch (SQLException e) {
      throw new QueryFailedException(QueryFailure.source("The source cannot be opened"), e);
    }
  }

  @Override
  public synchronized void close() {
    open.values().forEach(Source::close);
    open.clear();
  }
}

package io.asyncquery.sql.truth;

import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.util.List;

class DuckDbTruthTest extends TruthSuite {

  @Override
  protected SqlQueryEngine open(Path duckDb) {
    return SqlQueryEngine.open(
        List.of(Databases.project(new SourceDefinition.DuckDbFile(duckDb))),
        DuckDbSettings.defaults());
  }
}

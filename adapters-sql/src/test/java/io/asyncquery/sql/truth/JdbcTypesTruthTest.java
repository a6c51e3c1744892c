package io.asyncquery.sql.truth;

import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.jdbc.JdbcSettings;
import io.asyncquery.sql.server.Secret;
import io.asyncquery.sql.server.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kind for any driver over DuckDB's, by which the types have to be DuckDB's too. */
class JdbcTypesTruthTest extends TruthSuite {

  /** What DuckDB has not, or under another name. */
  private static final Pattern NOT_IN_DUCKDB =
      Pattern.compile("\\b(initcap|to_char)\\(|year to month", Pattern.CASE_INSENSITIVE);

  @Override
  protected SqlQueryEngine open(Path duckDb) {
    return SqlQueryEngine.open(
        List.of(
            Databases.project(
                new SourceDefinition.Jdbc(
                    new JdbcSettings(
                        new ServerSettings(
                            "data",
                            Optional.empty(),
                            Optional.empty(),
                            8,
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(30),
                            Optional.empty()),
                        new Secret("jdbc:duckdb:" + duckDb + ";duckdb.read_only=true"),
                        Optional.empty())))),
        DuckDbSettings.defaults());
  }

  @Override
  protected Spelled query(long seed) {
    return Queries.of(
        seed,
        expression ->
            AnyDriver.has(expression) && !NOT_IN_DUCKDB.matcher(expression.kylin()).find());
  }

  @Override
  protected int many() {
    return 500;
  }
}

package io.asyncquery.sql.postgresql;

import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.plan.NameMatching;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.server.ConnectionPool;
import io.asyncquery.sql.server.ServerSource;
import io.asyncquery.sql.source.Source;

/** A PostgreSQL database. */
public final class PostgreSqlSource {

  private PostgreSqlSource() {}

  /** The source, not connected yet. */
  public static Source of(PostgreSqlSettings settings) {
    FailureTranslator failures =
        new FailureTranslator(new PostgreSqlErrors(settings.server().name()));
    return new ServerSource(
        new ConnectionPool(settings.server(), new PostgreSqlConnections(settings)),
        new CopyColumnReader(settings.server(), failures),
        failures,
        settings.schema(),
        PostgreSqlCatalog::new,
        handle ->
            new QueryPlanner(
                new PostgreSqlFunctions(handle),
                PostgreSqlTranslations.INSTANCE,
                PostgreSqlDialect.INSTANCE,
                NameMatching.EXACT));
  }
}

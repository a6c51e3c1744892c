package io.asyncquery.sql.mysql;

import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.plan.NameMatching;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.server.ConnectionPool;
import io.asyncquery.sql.server.ServerSource;
import io.asyncquery.sql.source.Source;

/** A database of MySQL or MariaDB. */
public final class MySqlSource {

  private MySqlSource() {}

  /** The source, not connected yet. */
  public static Source of(MySqlSettings settings) {
    FailureTranslator failures = new FailureTranslator(new MySqlErrors(settings.server().name()));
    MySqlConnections connections = new MySqlConnections(settings);
    return new ServerSource(
        new ConnectionPool(settings.server(), connections),
        new MySqlColumnReader(settings.server(), connections, failures),
        failures,
        settings.database(),
        MySqlCatalog::new,
        handle ->
            new QueryPlanner(
                new MySqlFunctions(),
                MySqlTranslations.INSTANCE,
                MySqlDialect.INSTANCE,
                NameMatching.EXACT));
  }
}

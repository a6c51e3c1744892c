package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.plan.NameMatching;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.server.ConnectionPool;
import io.asyncquery.sql.server.ServerSource;
import io.asyncquery.sql.source.Source;
import java.io.IOException;

/** The databases of a ClickHouse server. */
public final class ClickHouseSource {

  private ClickHouseSource() {}

  /**
   * The source, not connected yet.
   *
   * @throws IOException where the file of trusted certificates cannot be read
   */
  public static Source of(ClickHouseSettings settings) throws IOException {
    FailureTranslator failures =
        new FailureTranslator(new ClickHouseErrors(settings.server().name()));
    ClickHouseHttp http = new ClickHouseHttp(settings);
    return new ServerSource(
        new ConnectionPool(
            settings.server(), new ClickHouseConnections(http, settings.server().connectTimeout())),
        new ClickHouseColumnReader(http, settings, failures),
        failures,
        settings.database(),
        handle -> new ClickHouseCatalog(ClickHouseConnection.session(handle)),
        _ ->
            new QueryPlanner(
                new ClickHouseFunctions(),
                ClickHouseTranslations.INSTANCE,
                ClickHouseDialect.INSTANCE,
                NameMatching.EXACT));
  }
}

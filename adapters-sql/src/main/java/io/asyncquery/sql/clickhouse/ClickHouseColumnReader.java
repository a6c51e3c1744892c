package io.asyncquery.sql.clickhouse;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.sql.ColumnReader;
import io.asyncquery.sql.failure.FailureTranslator;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Runs a query by HTTP. The connection, by which the catalog is asked, has no part in it. */
final class ClickHouseColumnReader implements ColumnReader {

  private final ClickHouseHttp http;
  private final ClickHouseSettings settings;
  private final FailureTranslator failures;

  ClickHouseColumnReader(
      ClickHouseHttp http, ClickHouseSettings settings, FailureTranslator failures) {
    this.http = http;
    this.settings = settings;
    this.failures = failures;
  }

  @Override
  public <T> T read(
      Connection connection, String sql, Cancellation cancellation, QueryEngine.Reader<T> reader)
      throws SQLException {
    cancellation.check();
    ColumnDecoders decoders = new ColumnDecoders(QuerySettings.zone(settings));
    try (ClickHouseQuery query = new ClickHouseQuery(http, sql, settings.server().readTimeout());
        Cancellation.Registration _ = cancellation.onCancel(query::cancel);
        ClickHouseBatches batches =
            new ClickHouseBatches(query, decoders, cancellation, failures)) {
      return reader.read(batches);
    } catch (IOException e) {
      throw ClickHouseErrors.broken(e);
    }
  }
}

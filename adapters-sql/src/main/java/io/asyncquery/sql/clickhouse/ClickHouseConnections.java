package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.server.ConnectionOpener;
import java.sql.Connection;
import java.time.Duration;

/** Opens sessions, of which there may be as many as queries may run at a time. */
record ClickHouseConnections(ClickHouseHttp http, Duration patience) implements ConnectionOpener {

  @Override
  public Connection open() {
    return ClickHouseConnection.of(new ClickHouseSession(http, patience));
  }

  /** What it asks is short; a query is ended by who has sent it. */
  @Override
  public void cancel(Connection connection) {}
}

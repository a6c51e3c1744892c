package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.postgresql.ServerFaultContract;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** ClickHouse, which has one process for all, and no sessions but the queries that are at work. */
final class FaultyClickHouse implements ServerFaultContract.FaultyServer {

  private final ClickHouseServer server = ClickHouseServer.start();

  FaultyClickHouse() throws Exception {}

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public void makeTables(long many) throws SQLException {
    server.makeTables("default", many);
  }

  @Override
  public long working() throws SQLException {
    return server.working();
  }

  @Override
  public void kill(long session) throws Exception {
    server.killAndRestart();
  }

  @Override
  public void end(long session) throws SQLException {
    server.execute("default", "KILL QUERY WHERE query NOT LIKE '%system.processes%' ASYNC");
  }

  @Override
  public List<Long> processes(long session, boolean whole) {
    return List.of(server.process().pid());
  }

  @Override
  public boolean isIdle() throws SQLException {
    return server.isIdle();
  }

  @Override
  public long sessions() throws SQLException {
    return server.working();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

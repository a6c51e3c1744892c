package io.asyncquery.sql.postgresql;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL, which has a process for each session. */
public final class FaultyPostgreSql implements ServerFaultContract.FaultyServer {

  private final PostgreSqlServer server = PostgreSqlServer.start();

  public FaultyPostgreSql() throws IOException {}

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public void makeTables(long many) throws SQLException {
    server.makeTables(many);
  }

  @Override
  public long working() throws SQLException {
    return server.number(
        "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <>"
            + " pg_backend_pid() AND state IN ('active', 'idle in transaction')");
  }

  @Override
  public void kill(long session) throws Exception {
    ServerFaultContract.signal("KILL", session);
  }

  @Override
  public void end(long session) throws SQLException {
    server.number("SELECT pg_terminate_backend(" + session + ")::int");
  }

  @Override
  public List<Long> processes(long session, boolean whole) {
    return whole
        ? List.of(
            ProcessHandle.of(session).flatMap(ProcessHandle::parent).orElseThrow().pid(), session)
        : List.of(session);
  }

  @Override
  public boolean isIdle() throws SQLException {
    return server.isIdle();
  }

  @Override
  public long sessions() throws SQLException {
    return server.number(
        "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND"
            + " pid <> pg_backend_pid()");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

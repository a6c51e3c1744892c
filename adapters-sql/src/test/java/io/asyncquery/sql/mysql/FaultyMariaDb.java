package io.asyncquery.sql.mysql;

import io.asyncquery.sql.postgresql.ServerFaultContract;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** MariaDB, which has one process for all. */
final class FaultyMariaDb implements ServerFaultContract.FaultyServer {

  private static final String OTHERS =
      " FROM information_schema.processlist WHERE user = 'root' AND id <> connection_id()";

  private final MariaDbServer server = MariaDbServer.start();

  FaultyMariaDb() throws Exception {}

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
    return server.number("SELECT id" + OTHERS + " AND command = 'Query'");
  }

  @Override
  public void kill(long session) throws Exception {
    server.killAndRestart();
  }

  @Override
  public void end(long session) throws SQLException {
    server.execute("KILL CONNECTION " + session);
  }

  @Override
  public List<Long> processes(long session, boolean whole) {
    return List.of(server.pid());
  }

  @Override
  public boolean isIdle() throws SQLException {
    return server.isIdle();
  }

  @Override
  public long sessions() throws SQLException {
    return server.number("SELECT count(*)" + OTHERS);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

package io.asyncquery.sql.server;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to one server. */
public interface ConnectionOpener {

  /**
   * A connection that can only read, in a transaction of its own; within the connect timeout.
   *
   * @throws SQLException as the driver says why there is none
   */
  Connection open() throws SQLException;

  /** Asks the server to end what the connection runs, on a way of its own where it has one. */
  void cancel(Connection connection) throws SQLException;
}

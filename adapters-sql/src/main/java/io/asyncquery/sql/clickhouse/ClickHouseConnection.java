package io.asyncquery.sql.clickhouse;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jdbi.v3.core.Handle;

/**
 * A session as a connection of JDBC, which is what the pool lends: it can be asked whether it is
 * open, be closed and be unwrapped, and no more.
 */
final class ClickHouseConnection implements InvocationHandler {

  private final ClickHouseSession session;

  private ClickHouseConnection(ClickHouseSession session) {
    this.session = session;
  }

  static Connection of(ClickHouseSession session) {
    return (Connection)
        Proxy.newProxyInstance(
            ClickHouseConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new ClickHouseConnection(session));
  }

  /** The session of a connection that this class has made. */
  static ClickHouseSession session(Handle handle) {
    try {
      return handle.getConnection().unwrap(ClickHouseSession.class);
    } catch (SQLException e) {
      throw new IllegalArgumentException("The connection is none of ClickHouse's", e);
    }
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws SQLException {
    return switch (method.getName()) {
      case "unwrap" -> session;
      case "isWrapperFor" -> arguments[0] == ClickHouseSession.class;
      case "isClosed" -> session.isClosed();
      case "isValid" -> !session.isClosed();
      case "getAutoCommit" -> true;
      case "close", "abort" -> {
        session.close();
        yield nothing();
      }
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> isSame(proxy, arguments[0]);
      case "toString" -> "ClickHouseConnection";
      default -> throw new SQLFeatureNotSupportedException(method.getName());
    };
  }

  @SuppressWarnings("ReferenceEquality") // each is a connection of its own
  private static boolean isSame(Object proxy, Object other) {
    return proxy == other;
  }

  @SuppressWarnings("NullAway") // what a method of type void returns
  private static Object nothing() {
    return null;
  }
}

package io.asyncquery.storage.queries;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The statements of one connection, each prepared once: preparing costs SQLite more than most of
 * them take. For a fixed set of texts, since nothing is ever thrown out; used by one thread at a
 * time. A connection that fails must not be used on, for the driver may have ended its statements.
 */
final class PreparedStatements extends DefaultStatementBuilder {

  private final Map<String, PreparedStatement> idle = new HashMap<>();

  /** What each statement in use was prepared from: Jdbi closes it under another text of it. */
  private final IdentityHashMap<Statement, String> inUse = new IdentityHashMap<>();

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    PreparedStatement idling = idle.remove(sql);
    PreparedStatement prepared = idling == null ? super.create(connection, sql, context) : idling;
    inUse.put(prepared, sql);
    return prepared;
  }

  /** Keeps the statement, without the values bound to it. */
  @Override
  public void close(Connection connection, String text, Statement statement) throws SQLException {
    String sql = inUse.remove(statement);
    if (sql != null && statement instanceof PreparedStatement prepared && !idle.containsKey(sql)) {
      prepared.clearParameters();
      idle.put(sql, prepared);
    } else {
      statement.close();
    }
  }
}

package io.asyncquery.sql.server;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.sql.ColumnReader;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A server, which may be down when this program starts, and may come and go: queries alone reach
 * for it.
 *
 * @param catalog asks through a connection; nothing is kept from one query to the next, since
 *     others may change a server at any time
 * @param planner the same for functions
 */
public record ServerSource(
    ConnectionPool pool,
    ColumnReader reader,
    FailureTranslator failures,
    String defaultSchema,
    Function<Handle, Catalog> catalog,
    Function<Handle, QueryPlanner> planner)
    implements Source {

  @Override
  public Handle connect(Cancellation cancellation) {
    try {
      Connection connection = pool.take(cancellation);
      Lease lease = new Lease(pool, connection, cancellation);
      Handle handle = Jdbi.create(connection).open();
      handle.addCleanable(lease);
      return handle;
    } catch (SQLException e) {
      throw failures.execution(e, cancellation);
    }
  }

  @Override
  public int lentConnections() {
    return pool.taken();
  }

  @Override
  public Catalog catalog(Handle handle) {
    return catalog.apply(handle);
  }

  @Override
  public QueryPlanner planner(Handle handle) {
    return planner.apply(handle);
  }

  @Override
  public void close() {
    pool.close();
  }
}

package io.asyncquery.sql;

import static java.lang.System.Logger.Level.DEBUG;

import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.sql.plan.ParsedQuery;
import io.asyncquery.sql.plan.RowRange;
import io.asyncquery.sql.source.Source;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** One query on one connection: planned, then run. */
record Execution(
    QueryRequest request,
    ParsedQuery query,
    Project.ChosenSource chosen,
    Handle handle,
    Cancellation cancellation)
    implements PlannedQuery {

  private static final System.Logger LOG = System.getLogger(Execution.class.getName());

  /**
   * Lends the rows to {@code reader}. Where a table has changed between the plan and the query,
   * both are made once anew.
   */
  @Override
  public <T> T run(QueryEngine.Reader<T> reader) {
    Source source = chosen.source();
    OnceReader<T> once = new OnceReader<>(reader);
    try {
      return read(once);
    } catch (SQLException e) {
      if (once.hasBegun() || !source.failures().isStaleName(e)) {
        throw source.failures().execution(e, cancellation);
      }
      LOG.log(DEBUG, "A table has changed since the catalog was asked", e);
    }
    try {
      handle.getConnection().rollback();
      return read(once);
    } catch (SQLException e) {
      throw source.failures().execution(e, cancellation);
    }
  }

  private <T> T read(QueryEngine.Reader<T> reader) throws SQLException {
    Explanation.OneSource plan = plan();
    plan.log();
    return chosen.source().reader().read(handle.getConnection(), plan.sql(), cancellation, reader);
  }

  /** Which source is to run what. */
  @Override
  public Explanation.OneSource plan() {
    Source source = chosen.source();
    RowRange range = new RowRange(request.offset(), request.limit());
    String sql =
        Planning.run(
            cancellation,
            thrown -> source.failures().planning(request.sql(), thrown),
            () -> source.planner(handle).plan(query, range, chosen.scope(handle)));
    return new Explanation.OneSource(chosen.name(), sql);
  }

  /** Knows whether rows have been lent: then it is too late to begin anew. */
  private static final class OnceReader<T> implements QueryEngine.Reader<T> {

    private final QueryEngine.Reader<T> reader;
    private boolean begun;

    OnceReader(QueryEngine.Reader<T> reader) {
      this.reader = reader;
    }

    @Override
    public T read(ColumnBatches batches) {
      begun = true;
      return reader.read(batches);
    }

    boolean hasBegun() {
      return begun;
    }
  }
}

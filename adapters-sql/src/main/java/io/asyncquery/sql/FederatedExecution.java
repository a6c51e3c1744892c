package io.asyncquery.sql;

import static java.lang.System.Logger.Level.DEBUG;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.federation.FederatedPlan;
import io.asyncquery.sql.federation.Federation;
import io.asyncquery.sql.federation.StaleNameException;
import io.asyncquery.sql.plan.ParsedQuery;
import io.asyncquery.sql.plan.RowRange;
import java.util.List;

/** One query over several sources: planned, then run in each of them, and what is left here. */
record FederatedExecution(
    QueryRequest request,
    ParsedQuery query,
    List<Project.ChosenSource> chosen,
    Federation federation,
    Cancellation cancellation)
    implements PlannedQuery {

  private static final System.Logger LOG = System.getLogger(FederatedExecution.class.getName());

  /** Where a table has changed between the plan and its part, all is made once anew. */
  @Override
  public <T> T run(QueryEngine.Reader<T> reader) {
    try {
      return attempt(reader);
    } catch (StaleNameException stale) {
      LOG.log(DEBUG, "A table has changed since the catalog was asked", stale);
    }
    try {
      return attempt(reader);
    } catch (StaleNameException stale) {
      throw stale.failure(cancellation);
    }
  }

  /**
   * Has a cancellation and connections of its own: what one part has cancelled in the others is of
   * no more use.
   */
  private <T> T attempt(QueryEngine.Reader<T> reader) throws StaleNameException {
    Cancellation attempt = new Cancellation();
    try (Cancellation.Registration _ =
            cancellation.onCancel(() -> attempt.cancel(cancellation.reason().orElseThrow()));
        Members members = Members.of(chosen, attempt)) {
      Explanation.SeveralSources explanation = plan(members);
      explanation.log();
      return federation.run(explanation.plan(), members.list(), attempt, reader);
    }
  }

  @Override
  public Explanation.SeveralSources plan() {
    try (Members members = Members.of(chosen, cancellation)) {
      return plan(members);
    }
  }

  private Explanation.SeveralSources plan(Members members) {
    RowRange range = new RowRange(request.offset(), request.limit());
    FederatedPlan plan =
        Planning.run(
            cancellation,
            thrown -> FailureTranslator.parsing(request.sql(), thrown),
            () -> federation.plan(query, range, members.list()));
    return new Explanation.SeveralSources(plan);
  }
}

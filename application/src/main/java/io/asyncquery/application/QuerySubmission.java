package io.asyncquery.application;

import io.asyncquery.application.execution.Admission;
import io.asyncquery.application.execution.QueryWorkers;
import io.asyncquery.application.port.QueryStore;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.application.port.Space;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.QueryRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** A place in the queue first, then the record, then the answer. */
final class QuerySubmission implements SubmitQuery {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private static final Duration RETRY_AFTER_CLEARING = Duration.ofSeconds(60);

  private final QueryStore queries;
  private final ResultStore results;
  private final QueryWorkers workers;
  private final Supplier<QueryId> ids;
  private final Clock clock;

  QuerySubmission(
      QueryStore queries,
      ResultStore results,
      QueryWorkers workers,
      Supplier<QueryId> ids,
      Clock clock) {
    this.queries = queries;
    this.results = results;
    this.workers = workers;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Outcome submit(QueryRequest request) {
    if (!workers.accepting()) {
      return new Stopping();
    }
    if (results.space(request.project()) == Space.EXHAUSTED) {
      return new NoSpace(RETRY_AFTER_CLEARING);
    }
    AsyncQuery.Running query = AsyncQuery.Running.submitted(ids.get(), request, clock.instant());
    return switch (workers.admit(query)) {
      case Admission.QueueFull _ -> new QueueFull(RETRY_AFTER);
      case Admission.CapReached(String whose, int cap) -> new CapReached(whose, cap, RETRY_AFTER);
      case Admission.Admitted _ -> record(query);
    };
  }

  private Outcome record(AsyncQuery.Running query) {
    boolean recorded = false;
    try {
      queries.create(query);
      recorded = true;
    } finally {
      if (!recorded) {
        workers.dismiss(query);
      }
    }
    workers.enqueue(query);
    return new Accepted(query);
  }
}

package io.asyncquery.application.execution;

import io.asyncquery.application.port.QueryStore;
import io.asyncquery.domain.AsyncQuery;

/** The one way into a terminal state: the store decides who is first, then others hear of it. */
public final class Completion {

  private final QueryStore queries;
  private final QueryListener listener;

  public Completion(QueryStore queries, QueryListener listener) {
    this.queries = queries;
    this.listener = listener;
  }

  /** Whether this call moved the query; false where it had ended, or gone, before. */
  public boolean finish(AsyncQuery.Finished finished) {
    if (!queries.finish(finished)) {
      return false;
    }
    listener.finished(finished);
    return true;
  }
}

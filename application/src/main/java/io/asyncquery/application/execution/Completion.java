package io.asyncquery.application.execution;

import static java.lang.System.Logger.Level.ERROR;

import io.asyncquery.application.port.QueryStore;
import io.asyncquery.domain.AsyncQuery;

/** The one way into a terminal state: the store decides who is first, then others hear of it. */
public final class Completion {

  private static final System.Logger LOG = System.getLogger(Completion.class.getName());

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
    try {
      listener.finished(finished);
    } catch (RuntimeException e) {
      // What is decided stays decided: a fault of those who hear of it is theirs.
      LOG.log(ERROR, "A listener failed at the end of query [" + finished.id() + "]", e);
    }
    return true;
  }
}

package io.asyncquery.application;

import io.asyncquery.application.port.QueryStore;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.QueryId;

/** The one place that decides whether a caller may touch a query. */
final class QueryAccess {

  private final QueryStore queries;

  QueryAccess(QueryStore queries) {
    this.queries = queries;
  }

  Access access(QueryId id, Caller caller) {
    return queries
        .find(id)
        .filter(caller::mayManage)
        .<Access>map(Granted::new)
        .orElseGet(Absent::new);
  }

  sealed interface Access {}

  record Granted(AsyncQuery query) implements Access {}

  /** Not there, or not the caller's: nobody is told which. */
  record Absent() implements Access {}
}

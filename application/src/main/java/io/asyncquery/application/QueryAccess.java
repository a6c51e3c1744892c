package io.asyncquery.application;

import io.asyncquery.application.port.QueryStore;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.QueryId;
import java.util.Optional;

/** The one place that decides whether a caller may touch a query. */
final class QueryAccess {

  private final QueryStore queries;

  QueryAccess(QueryStore queries) {
    this.queries = queries;
  }

  Access access(QueryId id, Caller caller) {
    Optional<AsyncQuery> query = queries.find(id);
    if (query.isEmpty()) {
      return new Absent();
    }
    return caller.mayManage(query.get()) ? new Granted(query.get()) : new Denied();
  }

  sealed interface Access {}

  record Granted(AsyncQuery query) implements Access {}

  record Absent() implements Access {}

  record Denied() implements Access {}
}

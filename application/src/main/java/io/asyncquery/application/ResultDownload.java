package io.asyncquery.application;

import io.asyncquery.application.port.ResultContent;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.QueryId;

/** Opens the file only of a query that is recorded as successful. */
final class ResultDownload implements FetchResult {

  private final QueryAccess access;
  private final ResultStore results;

  ResultDownload(QueryAccess access, ResultStore results) {
    this.access = access;
    this.results = results;
  }

  @Override
  public Outcome fetch(QueryId id, Caller caller) {
    return switch (access.access(id, caller)) {
      case QueryAccess.Granted(AsyncQuery.Successful query) ->
          results
              .open(id)
              .<Outcome>map((ResultContent content) -> new Ready(query, content))
              .orElseGet(Missing::new);
      case QueryAccess.Granted(AsyncQuery query) -> new NotReady(query);
      case QueryAccess.Absent absent -> new Missing();
      case QueryAccess.Denied denied -> new NotYours();
    };
  }
}

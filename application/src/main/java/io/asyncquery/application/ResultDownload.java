package io.asyncquery.application;

import io.asyncquery.application.port.ResultContent;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.application.upkeep.LostResults;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.QueryId;

/** Opens the file only of a query that is recorded as successful. */
final class ResultDownload implements FetchResult {

  private final QueryAccess access;
  private final ResultStore results;
  private final LostResults lost;

  ResultDownload(QueryAccess access, ResultStore results, LostResults lost) {
    this.access = access;
    this.results = results;
    this.lost = lost;
  }

  @Override
  public Outcome fetch(QueryId id, Caller caller) {
    return switch (access.access(id, caller)) {
      case QueryAccess.Granted(AsyncQuery.Successful query) ->
          results
              .open(id)
              .map((ResultContent content) -> ready(query, content))
              .orElseGet(() -> {
                // Or it was purged a moment ago: then its record is gone too, and stays so.
                lost.report(query, "its result is not there any more");
                return new Missing();
              });
      case QueryAccess.Granted(AsyncQuery query) -> new NotReady(query);
      case QueryAccess.Absent absent -> new Missing();
    };
  }

  private Outcome ready(AsyncQuery.Successful query, ResultContent content) {
    if (content.size() == query.summary().bytes()) {
      return new Ready(query, content);
    }
    content.close();
    return lost.report(query, "its result is not as long as it was written")
        .<Outcome>map(NotReady::new)
        .orElseGet(Missing::new);
  }
}

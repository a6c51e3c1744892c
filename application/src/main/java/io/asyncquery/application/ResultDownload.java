package io.asyncquery.application;

import io.asyncquery.application.port.ResultContent;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.application.upkeep.LostResults;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.QueryId;
import java.util.Optional;

/** Opens the file only of a query that is recorded as successful. */
final class ResultDownload implements FetchResult {

  private final QueryAccess access;
  private final ResultStore results;
  private final LostResults lost;
  private final DownloadInspections inspections;

  ResultDownload(QueryAccess access, ResultStore results, LostResults lost) {
    this.access = access;
    this.results = results;
    this.lost = lost;
    this.inspections = new DownloadInspections(results);
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
    boolean sound = false;
    try {
      Optional<String> flaw = inspections.flaw(query, content);
      sound = flaw.isEmpty();
      return flaw.map(what -> lost(query, what)).orElseGet(() -> new Ready(query, content));
    } finally {
      if (!sound) {
        content.close();
      }
    }
  }

  private Outcome lost(AsyncQuery.Successful query, String what) {
    return lost.report(query, what).<Outcome>map(NotReady::new).orElseGet(Missing::new);
  }
}

package io.asyncquery.application;

import io.asyncquery.application.port.QueryStore;
import io.asyncquery.application.port.QueryStore.FinishedFilter;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryId;
import java.time.Instant;
import java.util.List;

/**
 * The record first, then the bytes: a crash between the two leaves a file without an owner, which
 * the next start removes, and never a record without its file.
 */
final class ResultPurge implements PurgeResults {

  private final QueryAccess access;
  private final QueryStore queries;
  private final ResultStore results;

  ResultPurge(QueryAccess access, QueryStore queries, ResultStore results) {
    this.access = access;
    this.queries = queries;
    this.results = results;
  }

  @Override
  public int purgeAll(Caller caller) {
    return purge(FinishedFilter.ALL, caller);
  }

  @Override
  public int purgeOlder(Caller caller, ProjectName project, Instant olderThan) {
    return purge(FinishedFilter.ALL.in(project).before(olderThan), caller);
  }

  @Override
  public Outcome purge(QueryId id, Caller caller) {
    return switch (access.access(id, caller)) {
      case QueryAccess.Granted(AsyncQuery.Running query) -> new StillRunning(query);
      case QueryAccess.Granted(AsyncQuery.Finished query) ->
          purge(FinishedFilter.of(id), caller) > 0 ? new Purged(query) : new Missing();
      case QueryAccess.Absent absent -> new Missing();
      case QueryAccess.Denied denied -> new NotYours();
    };
  }

  private int purge(FinishedFilter filter, Caller caller) {
    List<QueryId> gone =
        queries.deleteFinished(caller.administrator() ? filter : filter.by(caller.name()));
    results.delete(gone);
    return gone.size();
  }
}

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
    if (caller.confinement().isPresent()) {
      return caller.confinement().get().stream()
          .mapToInt(project -> purge(own(caller, project)))
          .sum();
    }
    if (caller.administrator()) {
      return purge(FinishedFilter.ALL);
    }
    int purged = purge(FinishedFilter.ALL.by(caller.name()));
    for (ProjectName project : caller.grants().administered()) {
      purged += purge(FinishedFilter.ALL.in(project));
    }
    return purged;
  }

  @Override
  public int purgeOlder(Caller caller, ProjectName project, Instant olderThan) {
    return caller.isWithin(project) ? purge(own(caller, project).before(olderThan)) : 0;
  }

  /** What is there and the caller's to purge. */
  private static FinishedFilter own(Caller caller, ProjectName project) {
    FinishedFilter there = FinishedFilter.ALL.in(project);
    return caller.administers(project) ? there : there.by(caller.name());
  }

  @Override
  public Outcome purge(QueryId id, Caller caller) {
    return switch (access.access(id, caller)) {
      case QueryAccess.Granted(AsyncQuery.Running query) -> new StillRunning(query);
      case QueryAccess.Granted(AsyncQuery.Finished query) ->
          purge(FinishedFilter.of(id)) > 0 ? new Purged(query) : new Missing();
      case QueryAccess.Absent absent -> new Missing();
    };
  }

  private int purge(FinishedFilter filter) {
    List<QueryId> gone = queries.deleteFinished(filter);
    results.delete(gone);
    return gone.size();
  }
}

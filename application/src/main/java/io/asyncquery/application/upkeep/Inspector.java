package io.asyncquery.application.upkeep;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.application.execution.Scheduler;
import io.asyncquery.application.port.QueryStore;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryId;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * Reads every result through, one after the other, soon after a start and a day after that was
 * done, and compares it with what was written. Pauses three times as long as it reads, to leave the
 * disk to the others.
 */
public final class Inspector {

  private static final System.Logger LOG = System.getLogger(Inspector.class.getName());
  private static final Duration PERIOD = Duration.ofDays(1);

  /** Lets by what has waited for the start. */
  private static final Duration DELAY = Duration.ofMinutes(1);

  private static final int PAUSES = 3;

  private final QueryStore queries;
  private final ResultStore results;
  private final LostResults lost;
  private final Scheduler scheduler;

  public Inspector(QueryStore queries, ResultStore results, LostResults lost, Scheduler scheduler) {
    this.queries = queries;
    this.results = results;
    this.lost = lost;
    this.scheduler = scheduler;
  }

  /** Inspects what is there in a minute, and again each day, until the scheduler is closed. */
  public void start() {
    later(DELAY);
  }

  private void later(Duration delay) {
    var _ = scheduler.after(delay, () -> next(successfulIds().iterator(), 0, 0));
  }

  private List<QueryId> successfulIds() {
    try {
      return queries.successfulIds();
    } catch (StoreException e) {
      LOG.log(WARNING, "The results to inspect could not be listed; the next try is tomorrow", e);
      return List.of();
    }
  }

  private void next(Iterator<QueryId> left, int inspected, int found) {
    if (!left.hasNext()) {
      LOG.log(INFO, "Inspected [{0}] results, [{1}] were lost", inspected, found);
      later(PERIOD);
      return;
    }
    long begin = scheduler.nanoTime();
    int lostNow = isLost(left.next()) ? 1 : 0;
    Duration pause = Duration.ofNanos((scheduler.nanoTime() - begin) * PAUSES);
    var _ = scheduler.after(pause, () -> next(left, inspected + 1, found + lostNow));
  }

  private boolean isLost(QueryId id) {
    try {
      return queries.find(id).filter(this::isLost).isPresent();
    } catch (StoreException e) {
      LOG.log(WARNING, "The result of query [" + id + "] could not be inspected", e);
      return false;
    }
  }

  private boolean isLost(AsyncQuery query) {
    return query instanceof AsyncQuery.Successful successful
        && results
            .inspect(successful.id(), successful.summary())
            .flatMap(what -> lost.report(successful, what))
            .isPresent();
  }
}

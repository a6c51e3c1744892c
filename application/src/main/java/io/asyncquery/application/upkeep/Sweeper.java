package io.asyncquery.application.upkeep;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.application.execution.Scheduler;
import io.asyncquery.application.port.ProjectScope;
import io.asyncquery.application.port.QueryStore;
import io.asyncquery.application.port.QueryStore.Oldest;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.application.port.Space;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.application.upkeep.Retention.UnderPressure;
import io.asyncquery.domain.QueryId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Forgets what has expired, every minute and a few queries at a time, so that others get their turn
 * at the stores in between. The record goes first, as in every deletion.
 */
public final class Sweeper {

  private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final int BATCH = 200;

  /** Little at a time, since each deletion may be enough; and a bound, since none may help. */
  private static final int PRESSED_BATCH = 10;

  private static final int PRESSED_MAX = 100;

  private final QueryStore queries;
  private final ResultStore results;
  private final Retention retention;
  private final Expiring others;
  private final Clock clock;
  private final Scheduler scheduler;
  private final SteadyTime time;

  public Sweeper(
      QueryStore queries,
      ResultStore results,
      Retention retention,
      Expiring others,
      Clock clock,
      Scheduler scheduler) {
    this.queries = queries;
    this.results = results;
    this.retention = retention;
    this.others = others;
    this.clock = clock;
    this.scheduler = scheduler;
    this.time = new SteadyTime(clock, scheduler);
  }

  /** Sweeps from now on, until the scheduler is closed. */
  public void start() {
    if (!retention.equals(Retention.FOREVER)) {
      retention.age().ifPresent(this::doubtLongIdleness);
      later(Duration.ZERO, () -> sweep(0));
    }
  }

  /** Everything would expire at once, and a wrong clock can be the reason. */
  private void doubtLongIdleness(Duration age) {
    try {
      queries
          .latestEnd()
          .map(end -> Duration.between(end, clock.instant()))
          .filter(idle -> idle.compareTo(age) > 0)
          .ifPresent(time::mistrustAfter);
    } catch (StoreException e) {
      LOG.log(WARNING, "When the last query ended is not known", e);
    }
  }

  private void later(Duration delay, Runnable step) {
    var _ = scheduler.after(delay, step);
  }

  /**
   * One batch, and another at once as long as there is more.
   *
   * @param pressed how many results went before their time since the last pause
   */
  private void sweep(int pressed) {
    int expired = 0;
    int relieved = 0;
    try {
      expired = expire();
      relieved = expired == 0 && pressed < PRESSED_MAX ? relieve() : 0;
      time.now().ifPresent(now -> others.expire(now, this::submitters));
    } catch (StoreException e) {
      LOG.log(WARNING, "What has expired could not be removed; the next try is soon", e);
    } finally {
      int soFar = pressed + relieved;
      if (expired == BATCH || relieved > 0) {
        later(Duration.ZERO, () -> sweep(soFar));
      } else {
        later(PERIOD, () -> sweep(0));
      }
    }
  }

  private int expire() {
    Optional<Instant> end = retention.age().flatMap(age -> time.now().map(now -> now.minus(age)));
    return end.map(before -> forget(new Oldest(before, false, ProjectScope.ALL, BATCH))).orElse(0);
  }

  private Set<String> submitters() {
    return queries.running().stream()
        .map(query -> query.request().submitter())
        .collect(Collectors.toSet());
  }

  private int relieve() {
    if (retention.underPressure() == UnderPressure.NONE) {
      return 0;
    }
    int relieved = 0;
    for (Map.Entry<ProjectScope, Space> room : results.spaces().entrySet()) {
      if (room.getValue() != Space.AMPLE) {
        relieved += forget(new Oldest(Instant.MAX, true, room.getKey(), PRESSED_BATCH));
      }
    }
    if (relieved > 0) {
      LOG.log(INFO, "Room is scarce: the [{0}] oldest results went before their time", relieved);
    }
    return relieved;
  }

  private int forget(Oldest which) {
    List<QueryId> gone = queries.deleteOldest(which);
    results.delete(gone);
    return gone.size();
  }
}

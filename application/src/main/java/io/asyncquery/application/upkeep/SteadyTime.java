package io.asyncquery.application.upkeep;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.application.execution.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time of the clock, as far as it can be trusted to delete by: not for a day after a jump ahead
 * of more than an hour, nor after a long time in which the server was not used, so that whoever
 * looks after the machine can set it right. A jump back deletes nothing too early.
 */
final class SteadyTime {

  private static final System.Logger LOG = System.getLogger(SteadyTime.class.getName());
  private static final Duration TOLERANCE = Duration.ofHours(1);
  private static final Duration MISTRUST = Duration.ofDays(1);

  private final Clock clock;
  private final Scheduler scheduler;
  private Instant lastTime;
  private long lastNanos;
  private Optional<Long> mistrustedSince = Optional.empty();

  SteadyTime(Clock clock, Scheduler scheduler) {
    this.clock = clock;
    this.scheduler = scheduler;
    this.lastTime = clock.instant();
    this.lastNanos = scheduler.nanoTime();
  }

  /** Trusts the clock only after a day, since it says that nothing has ended for {@code idle}. */
  void mistrustAfter(Duration idle) {
    LOG.log(
        WARNING,
        "By the clock of this machine, no query has ended for [{0}]: for [{1}] nothing expires. If"
            + " the clock is wrong, set it right",
        idle,
        MISTRUST);
    mistrustedSince = Optional.of(scheduler.nanoTime());
  }

  /** Now, or nothing while the clock is not trusted. To be asked every few minutes. */
  Optional<Instant> now() {
    Instant time = clock.instant();
    long nanos = scheduler.nanoTime();
    Duration jump = Duration.between(lastTime, time).minusNanos(nanos - lastNanos);
    lastTime = time;
    lastNanos = nanos;
    if (jump.compareTo(TOLERANCE) > 0) {
      LOG.log(
          WARNING,
          "The clock of this machine jumped ahead by [{0}]: for [{1}] nothing expires. If it is"
              + " wrong, set it right",
          jump,
          MISTRUST);
      mistrustedSince = Optional.of(nanos);
    } else if (jump.compareTo(TOLERANCE.negated()) < 0) {
      LOG.log(INFO, "The clock of this machine was set back by [{0}]", jump.negated());
      mistrustedSince = Optional.empty();
    }
    mistrustedSince = mistrustedSince.filter(since -> nanos - since < MISTRUST.toNanos());
    return mistrustedSince.isEmpty() ? Optional.of(time) : Optional.empty();
  }
}

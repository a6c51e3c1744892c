package io.asyncquery.application.testdata;

import io.asyncquery.application.execution.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Its time stands still until it is moved; what is due then runs on the thread that moves it. */
public final class SettableScheduler implements Scheduler {

  private record Due(long at, Runnable action) {}

  private final List<Due> waiting = new ArrayList<>();
  private long now;
  private boolean closed;

  @Override
  public synchronized Task after(Duration delay, Runnable action) {
    Due due = new Due(now + delay.toNanos(), action);
    if (!closed) {
      waiting.add(due);
    }
    return () -> remove(due);
  }

  private synchronized boolean remove(Due due) {
    return waiting.remove(due);
  }

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  /** Lets time pass, and does what falls due in its order, also what that schedules. */
  public void advance(Duration by) {
    long end = nanoTime() + by.toNanos();
    for (Optional<Due> next = next(end); next.isPresent(); next = next(end)) {
      next.get().action().run();
    }
    reach(end);
  }

  private synchronized Optional<Due> next(long end) {
    Optional<Due> next =
        waiting.stream().filter(due -> due.at() <= end).min(Comparator.comparingLong(Due::at));
    next.ifPresent(due -> {
      waiting.remove(due);
      now = Math.max(now, due.at());
    });
    return next;
  }

  private synchronized void reach(long time) {
    now = time;
  }

  /** How many things are still to be done. */
  public synchronized int waiting() {
    return waiting.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
  }
}

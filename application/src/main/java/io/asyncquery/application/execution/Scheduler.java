package io.asyncquery.application.execution;

import java.time.Duration;

/**
 * Does things later, one after the other, by a time that only goes forward: a jump of the machine's
 * clock hastens and delays nothing.
 */
public interface Scheduler extends AutoCloseable {

  /**
   * Runs {@code action} once, when {@code delay} has passed. What it throws is logged and keeps
   * nothing else from being done.
   */
  Task after(Duration delay, Runnable action);

  /** Nanoseconds since a moment that stays the same while this process lives. */
  long nanoTime();

  /** Runs nothing more, and lets what runs end. Actions that come later are dropped. */
  @Override
  void close();

  /** What will be done. */
  @FunctionalInterface
  interface Task extends AutoCloseable {

    /** Takes it back, unless it has begun. */
    @Override
    void close();
  }
}

package io.asyncquery.application.execution;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The wish to end one execution, and its reason. The first reason wins and stays. Whoever holds a
 * resource that blocks registers how to interrupt it; it is interrupted at once where the wish came
 * first.
 */
public final class Cancellation {

  private final List<Runnable> interrupts = new ArrayList<>();
  private Optional<QueryFailure> reason = Optional.empty();

  /** Whether this call decided it: false where it was cancelled before. */
  public boolean cancel(QueryFailure why) {
    List<Runnable> toRun;
    synchronized (this) {
      if (reason.isPresent()) {
        return false;
      }
      reason = Optional.of(why);
      toRun = List.copyOf(interrupts);
    }
    toRun.forEach(Runnable::run);
    return true;
  }

  /** Why, once cancelled. */
  public synchronized Optional<QueryFailure> reason() {
    return reason;
  }

  /** Leaves by exception where it was cancelled. */
  public void check() {
    reason()
        .ifPresent(why -> {
          throw new QueryFailedException(why);
        });
  }

  /**
   * Runs {@code interrupt} on cancellation, on the thread that cancels, or now where that has been.
   * Close the registration before the resource.
   */
  public Registration onCancel(Runnable interrupt) {
    boolean cancelled;
    synchronized (this) {
      cancelled = reason.isPresent();
      interrupts.add(interrupt);
    }
    if (cancelled) {
      interrupt.run();
    }
    return () -> remove(interrupt);
  }

  private synchronized void remove(Runnable interrupt) {
    interrupts.remove(interrupt);
  }

  /** Takes an interrupt back. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}

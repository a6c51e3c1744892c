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

  private final List<Interrupt> interrupts = new ArrayList<>();
  private Optional<QueryFailure> reason = Optional.empty();

  /** Whether this call decided it: false where it was cancelled before. */
  public boolean cancel(QueryFailure why) {
    List<Interrupt> toRun;
    synchronized (this) {
      if (reason.isPresent()) {
        return false;
      }
      reason = Optional.of(why);
      toRun = List.copyOf(interrupts);
    }
    toRun.forEach(Interrupt::run);
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
   * Runs {@code action} once on cancellation, on the thread that cancels, or now where that has
   * been. It must neither throw nor wait for what it interrupts. Close the registration before the
   * resource.
   */
  public Registration onCancel(Runnable action) {
    Interrupt interrupt = new Interrupt(action);
    boolean cancelled;
    synchronized (this) {
      cancelled = reason.isPresent();
      interrupts.add(interrupt);
    }
    if (cancelled) {
      interrupt.run();
    }
    return interrupt;
  }

  private synchronized void remove(Interrupt interrupt) {
    interrupts.remove(interrupt);
  }

  /** Takes an interrupt back: once this returns, it neither runs nor will, on any thread. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /** Its own lock makes a close wait for a run, lest it hit the resource's next user. */
  private final class Interrupt implements Registration {

    private final Runnable action;
    private boolean closed;

    Interrupt(Runnable action) {
      this.action = action;
    }

    synchronized void run() {
      if (!closed) {
        action.run();
      }
    }

    @Override
    public void close() {
      synchronized (this) {
        closed = true;
      }
      remove(this);
    }
  }
}

package io.asyncquery.application.fake;

import io.asyncquery.application.execution.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds executions until it opens or they are cancelled, and tells when one has come. */
public final class Gate {

  private static final int DEADLINE_SECONDS = 30;

  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final Semaphore arrivals = new Semaphore(0);

  public void open() {
    opened.complete(null);
  }

  /** Returns once one more execution has come to this gate. */
  public void awaitArrival() throws InterruptedException {
    if (!arrivals.tryAcquire(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("No execution came within " + DEADLINE_SECONDS + " seconds");
    }
  }

  /** Whether an execution has come that {@link #awaitArrival} has not told of. */
  public boolean hasArrival() {
    return arrivals.availablePermits() > 0;
  }

  /** Waits here; leaves by exception where {@code cancellation} comes before the opening. */
  void pass(Cancellation cancellation) {
    CompletableFuture<Void> wake = new CompletableFuture<>();
    try (var _ = cancellation.onCancel(() -> wake.complete(null))) {
      arrivals.release();
      CompletableFuture.anyOf(wake, opened).join();
    }
    cancellation.check();
  }
}

package io.asyncquery.rest.resource;

import java.time.Duration;

/** Counts the answers that are being made or sent, so that a stop can wait for them. */
public final class InFlight {

  private int count;

  /** One more; {@link #end} must follow. */
  public synchronized void begin() {
    count++;
  }

  public synchronized void end() {
    count--;
    notifyAll();
  }

  /** Returns when there is none, or after {@code patience}. */
  public synchronized void awaitNone(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos(); count > 0 && left > 0; ) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
      left = deadline - System.nanoTime();
    }
  }
}

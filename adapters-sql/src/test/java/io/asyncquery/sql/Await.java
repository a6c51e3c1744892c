package io.asyncquery.sql;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions, each with a deadline. */
public final class Await {

  private Await() {}

  /** Returns once {@code condition} holds, within half a minute. */
  public static void until(String what, Condition condition) throws Exception {
    untilWithin(30_000, what, condition);
  }

  /** The same within {@code millis}. */
  public static void untilWithin(long millis, String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < deadline, () -> "not within " + millis + " ms: " + what);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** What may come to hold. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }
}

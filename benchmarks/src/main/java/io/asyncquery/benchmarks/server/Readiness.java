package io.asyncquery.benchmarks.server;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a server to answer. */
public final class Readiness {

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int BUFFER_BYTES = 1 << 14;

  private Readiness() {}

  /**
   * Until {@code path} is answered with 200; false where the process ends or does not get there.
   */
  public static boolean await(Process process, int port, String path) {
    long begin = System.nanoTime();
    while (process.isAlive() && System.nanoTime() - begin < DEADLINE_NANOS) {
      if (answers(port, path)) {
        return true;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return false;
  }

  private static boolean answers(int port, String path) {
    try (HttpConnection connection = HttpConnection.open(port, "", BUFFER_BYTES)) {
      return connection.get(path).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}

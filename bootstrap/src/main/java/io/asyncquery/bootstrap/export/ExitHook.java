package io.asyncquery.bootstrap.export;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where the process is told to end, ends the work first and lets it be cleared away. */
final class ExitHook implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch cleared = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("exit").unstarted(this::run);
  private Runnable end = () -> {};
  private boolean exiting;

  ExitHook() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** How to end the work; done at once where the process has been told already. */
  void onExit(Runnable how) {
    boolean now;
    synchronized (this) {
      end = how;
      now = exiting;
    }
    if (now) {
      how.run();
    }
  }

  private void run() {
    Runnable how;
    synchronized (this) {
      exiting = true;
      how = end;
    }
    how.run();
    try {
      var _ = cleared.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work has ended and nothing of it is left. */
  @Override
  public void close() {
    cleared.countDown();
    if (!hook.isAlive()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process began to end just now: the hook finds the latch open.
      }
    }
  }
}

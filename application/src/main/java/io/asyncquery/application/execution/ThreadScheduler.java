package io.asyncquery.application.execution;

import static java.lang.System.Logger.Level.ERROR;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/**
 * One thread of its own, which begins with the first thing to do. A close interrupts what takes
 * long.
 */
public final class ThreadScheduler implements Scheduler {

  private static final System.Logger LOG = System.getLogger(ThreadScheduler.class.getName());
  private static final long CLOSE_SECONDS = 2;

  private final ScheduledThreadPoolExecutor executor;

  /**
   * @param name of the thread
   */
  public ThreadScheduler(String name) {
    executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name(name).daemon().factory(), new DiscardPolicy());
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Task after(Duration delay, Runnable action) {
    Future<?> scheduled =
        executor.schedule(() -> run(action), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.log(ERROR, "Something that was scheduled failed", e);
    }
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      if (executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
      executor.shutdownNow();
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(ERROR, "What was scheduled did not end within [{0}] seconds", 2 * CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

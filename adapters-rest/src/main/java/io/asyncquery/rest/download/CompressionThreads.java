package io.asyncquery.rest.download;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads in which results are compressed, piece by piece, for all clients together: half as
 * many as there are cores, so that queries go on meanwhile.
 */
public final class CompressionThreads implements Executor, AutoCloseable {

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
          Thread.ofPlatform().name("compression-", 1).daemon().factory());

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  /** Drops what has not begun. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}

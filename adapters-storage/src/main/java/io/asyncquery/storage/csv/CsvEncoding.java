package io.asyncquery.storage.csv;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that help exports, shared by all: one less than the machine has cores, since every
 * export brings a thread of its own.
 */
public final class CsvEncoding implements AutoCloseable {

  private final int parallelism;
  private final ThreadPoolExecutor threads;

  /**
   * @param parallelism threads that work on one export, its own included, 1 or more
   */
  public CsvEncoding(int parallelism) {
    ThreadFactory factory = Thread.ofPlatform().daemon().name("csv-encoder-", 1).factory();
    int helpers = Math.max(1, parallelism - 1);
    this.parallelism = parallelism;
    this.threads =
        new ThreadPoolExecutor(
            helpers, helpers, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
  }

  /** Threads that work on one export, its own included. */
  int parallelism() {
    return parallelism;
  }

  /** Runs {@code work} on the next thread that is free; false where there will be none. */
  boolean help(Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException closed) {
      return false;
    }
  }

  /** Whether work waits for a thread. */
  boolean isAwaited() {
    return !threads.getQueue().isEmpty();
  }

  /** Call it when no export is running any more. */
  @Override
  public void close() {
    threads.close();
  }
}

package io.asyncquery.storage.csv;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * The threads that encode, shared by all exports: as many as the machine has cores, so that one
 * export alone can use them all, and several share them piece by piece.
 */
public final class CsvEncoding implements AutoCloseable {

  private final ExecutorService threads;
  private final int parallelism;

  /**
   * @param parallelism threads, 1 or more
   */
  public CsvEncoding(int parallelism) {
    ThreadFactory factory = Thread.ofPlatform().daemon().name("csv-encoder-", 1).factory();
    this.threads = Executors.newFixedThreadPool(parallelism, factory);
    this.parallelism = parallelism;
  }

  ExecutorService threads() {
    return threads;
  }

  int parallelism() {
    return parallelism;
  }

  /** Call it when no export is running any more. */
  @Override
  public void close() {
    threads.close();
  }
}

package io.asyncquery.benchmarks.measurement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work of several clients at a time. */
final class Threads {

  private Threads() {}

  /** What one client does. */
  interface Work<T> {
    T run(int number) throws IOException, InterruptedException;
  }

  /** What each of {@code count} threads came to. The first failure is thrown, once all ended. */
  static <T> List<T> together(int count, Work<T> work) throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Future<T>> begun = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        begun.add(threads.submit(() -> work.run(number)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : begun) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IOException("A client failed: " + e.getCause(), e);
    }
  }
}

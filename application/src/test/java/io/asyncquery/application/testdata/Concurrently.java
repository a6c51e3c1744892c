package io.asyncquery.application.testdata;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Starts several threads at one moment and waits for them. */
public final class Concurrently {

  private static final int DEADLINE_SECONDS = 30;

  private Concurrently() {}

  /** What the tasks of indexes 0 to {@code threads - 1} return, in the order of the indexes. */
  public static <T> List<T> run(int threads, IntFunction<Callable<T>> tasks) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Callable<T> task = tasks.apply(i);
        futures.add(
            executor.submit(() -> {
              start.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
              return task.call();
            }));
      }
      try {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
          results.add(future.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
        }
        return results;
      } finally {
        // Nothing runs any more, unless a task failed or hangs: then its rivals need not wait.
        executor.shutdownNow();
      }
    }
  }
}

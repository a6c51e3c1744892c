package io.asyncquery.sql;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.QueryFailedException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Calcite's work on a SQL text, on a thread of its own: it descends as deep as the SQL is nested or
 * long, and cannot be interrupted. A cancellation leaves it behind.
 */
final class Planning {

  /** Reserved, not used: only what is touched becomes memory. */
  private static final long STACK_BYTES = 256L << 20;

  private Planning() {}

  /**
   * @param failures what becomes of that which {@code work} throws
   */
  static <T> T run(
      Cancellation cancellation,
      Function<Throwable, QueryFailedException> failures,
      Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("query-planner")
        .daemon()
        .stackSize(STACK_BYTES)
        .start(() -> complete(result, failures, work));
    try (Cancellation.Registration _ =
        cancellation.onCancel(() -> result.completeExceptionally(reason(cancellation)))) {
      return result.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof QueryFailedException failed ? failed : e;
    }
  }

  private static QueryFailedException reason(Cancellation cancellation) {
    return new QueryFailedException(cancellation.reason().orElseThrow());
  }

  private static <T> void complete(
      CompletableFuture<T> result,
      Function<Throwable, QueryFailedException> failures,
      Callable<T> work) {
    try {
      result.complete(work.call());
    } catch (Exception | Error e) {
      result.completeExceptionally(failures.apply(e));
    }
  }
}

package io.asyncquery.sql.federation;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Loads the parts of one query, those of each source one after the other on a thread of their own:
 * a source has one connection, which is for one thread. The first source is the calling thread's.
 * Whoever fails first ends the others, and all have ended before the failure is told.
 */
final class SimultaneousParts {

  private static final QueryFailure ANOTHER_FAILED =
      QueryFailure.source("Another source of the query failed");

  private final Loading loading;
  private final Cancellation cancellation;
  private Optional<Throwable> first = Optional.empty();

  private SimultaneousParts(Loading loading, Cancellation cancellation) {
    this.loading = loading;
    this.cancellation = cancellation;
  }

  /** Loads one part; what it throws is what is to be told. */
  @FunctionalInterface
  interface Loading {
    void load(Part part) throws StaleNameException;
  }

  /**
   * Loads all {@code parts}.
   *
   * @param cancellation cancelled where one fails, and what {@code loading} heeds
   */
  static void load(List<Part> parts, Loading loading, Cancellation cancellation)
      throws StaleNameException {
    new SimultaneousParts(loading, cancellation).load(bySource(parts));
  }

  private static List<List<Part>> bySource(List<Part> parts) {
    Map<String, List<Part>> sources =
        parts.stream()
            .collect(Collectors.groupingBy(Part::source, LinkedHashMap::new, Collectors.toList()));
    return List.copyOf(sources.values());
  }

  private void load(List<List<Part>> sources) throws StaleNameException {
    List<CompletableFuture<?>> others = new ArrayList<>();
    for (int i = 1; i < sources.size(); i++) {
      others.add(started(sources.get(i)));
    }
    if (!sources.isEmpty()) {
      loadInTurn(sources.getFirst());
    }
    others.forEach(CompletableFuture::join);
    rethrow();
  }

  /** A thread of the system's: to call DuckDB holds on to one. It has the priority of this one. */
  private CompletableFuture<?> started(List<Part> parts) {
    try {
      return CompletableFuture.runAsync(
          () -> loadInTurn(parts),
          task -> Thread.ofPlatform().name("part-" + parts.getFirst().source()).start(task));
    } catch (OutOfMemoryError noThread) {
      fail(noThread);
      return CompletableFuture.completedFuture(parts);
    }
  }

  private void loadInTurn(List<Part> parts) {
    try {
      for (Part part : parts) {
        cancellation.check();
        loading.load(part);
      }
    } catch (StaleNameException | RuntimeException | Error e) {
      fail(e);
    }
  }

  /** What comes after the first failure is only what it has brought about. */
  private void fail(Throwable thrown) {
    synchronized (this) {
      if (first.isPresent()) {
        return;
      }
      first = Optional.of(thrown);
    }
    boolean _ =
        cancellation.cancel(
            thrown instanceof QueryFailedException failed ? failed.failure() : ANOTHER_FAILED);
  }

  private synchronized void rethrow() throws StaleNameException {
    if (first.isEmpty()) {
      return;
    }
    switch (first.get()) {
      case StaleNameException stale -> throw stale;
      case RuntimeException failed -> throw failed;
      case Error error -> throw error;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }
}

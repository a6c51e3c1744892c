package io.asyncquery.sql.federation;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SimultaneousPartsTest {

  private static final List<Part> PARTS =
      List.of(part("a", 1), part("b", 2), part("a", 3), part("c", 4));

  private final Cancellation cancellation = new Cancellation();
  private final Map<String, Thread> threads = new ConcurrentHashMap<>();

  private static Part part(String source, int number) {
    return new Part(source, "SELECT " + number, "part" + number, List.of("n"));
  }

  @Test
  void each_source_has_a_thread_and_the_first_that_of_the_query() throws Exception {
    CyclicBarrier all = new CyclicBarrier(3);

    load(part -> {
      boolean isFirst = threads.putIfAbsent(part.source(), Thread.currentThread()) == null;
      assertSame(threads.get(part.source()), Thread.currentThread());
      if (isFirst) {
        await(all);
      }
    });

    assertEquals(Set.of("a", "b", "c"), threads.keySet());
    assertSame(Thread.currentThread(), threads.get("a"));
    assertNotEquals(threads.get("b"), threads.get("c"));
    assertEquals(Optional.empty(), cancellation.reason());
  }

  @Test
  void the_first_failure_ends_the_others_and_is_told() throws Exception {
    QueryFailedException failure = new QueryFailedException(QueryFailure.source("b is down"));

    QueryFailedException told =
        assertThrows(
            QueryFailedException.class,
            () ->
                load(part -> {
                  if (part.source().equals("b")) {
                    throw failure;
                  }
                  awaitCancellation();
                  cancellation.check();
                }));

    assertSame(failure, told);
    assertEquals(Optional.of(failure.failure()), cancellation.reason());
  }

  @Test
  void a_source_that_has_failed_is_asked_for_no_other_part() throws Exception {
    assertThrows(
        IllegalStateException.class,
        () ->
            load(part -> {
              if (part.table().equals("part1")) {
                throw new IllegalStateException("broken");
              }
              assertNotEquals("part3", part.table());
            }));
  }

  @Test
  void no_thread_is_left() throws Exception {
    load(part -> threads.put(part.source(), Thread.currentThread()));

    for (String source : List.of("b", "c")) {
      assertTrue(requireNonNull(threads.get(source)).join(Duration.ofSeconds(10)), source);
    }
  }

  private void load(SimultaneousParts.Loading loading) throws Exception {
    SimultaneousParts.load(PARTS, loading, cancellation);
  }

  private static void await(CyclicBarrier all) {
    try {
      int _ = all.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("the sources are not read at the same time", e);
    }
  }

  private void awaitCancellation() {
    CountDownLatch cancelled = new CountDownLatch(1);
    try (Cancellation.Registration _ = cancellation.onCancel(cancelled::countDown)) {
      assertTrue(cancelled.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.asyncquery.application.execution;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.testdata.Concurrently;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {

  private static final QueryFailure REASON = new QueryFailure(FailureCategory.CANCELLED, "first");
  private static final QueryFailure OTHER = new QueryFailure(FailureCategory.TIMEOUT, "second");

  private final Cancellation cancellation = new Cancellation();
  private final AtomicInteger interrupts = new AtomicInteger();

  @Test
  void there_is_no_reason_before() {
    assertEquals(Optional.empty(), cancellation.reason());
    assertDoesNotThrow(cancellation::check);
  }

  @Test
  void the_first_reason_wins_and_stays() {
    assertTrue(cancellation.cancel(REASON));
    assertFalse(cancellation.cancel(OTHER));

    assertEquals(Optional.of(REASON), cancellation.reason());
    assertEquals(REASON, assertThrows(QueryFailedException.class, cancellation::check).failure());
  }

  @Test
  void of_many_who_cancel_at_once_exactly_one_decides() throws Exception {
    for (int round = 0; round < 50; round++) {
      Cancellation contested = new Cancellation();
      AtomicInteger runs = new AtomicInteger();
      List<QueryFailure> reasons = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        reasons.add(new QueryFailure(FailureCategory.CANCELLED, "reason " + i));
      }
      try (var _ = contested.onCancel(runs::incrementAndGet)) {
        var decided = Concurrently.run(6, i -> () -> contested.cancel(reasons.get(i)));

        assertEquals(1, decided.stream().filter(first -> first).count());
        assertEquals(Optional.of(reasons.get(decided.indexOf(true))), contested.reason());
        assertEquals(1, runs.get());
      }
    }
  }

  @Test
  void what_is_registered_before_is_interrupted_once() {
    try (var _ = cancellation.onCancel(interrupts::incrementAndGet);
        var _ = cancellation.onCancel(interrupts::incrementAndGet)) {
      assertEquals(0, interrupts.get());

      cancellation.cancel(REASON);
      cancellation.cancel(OTHER);

      assertEquals(2, interrupts.get());
    }
  }

  @Test
  void what_is_registered_after_is_interrupted_at_once() {
    cancellation.cancel(REASON);

    try (var _ = cancellation.onCancel(interrupts::incrementAndGet)) {
      assertEquals(1, interrupts.get());
    }
    assertEquals(1, interrupts.get());
  }

  @Test
  void what_was_taken_back_is_not_interrupted() {
    Runnable interrupt = interrupts::incrementAndGet;
    try (var _ = cancellation.onCancel(interrupt)) {
      cancellation.onCancel(interrupt).close();

      cancellation.cancel(REASON);
    }

    assertEquals(1, interrupts.get());
  }

  @Test
  void what_is_registered_at_the_same_time_is_interrupted_exactly_once() throws Exception {
    for (int round = 0; round < 300; round++) {
      Cancellation contested = new Cancellation();
      AtomicInteger runs = new AtomicInteger();

      Concurrently.run(
          2,
          i ->
              () ->
                  i == 0
                      ? contested.cancel(REASON)
                      : contested.onCancel(runs::incrementAndGet) != null);

      assertEquals(1, runs.get());
    }
  }

  @Test
  void a_registration_that_closes_waits_for_its_interrupt_to_end() throws Exception {
    CountDownLatch inInterrupt = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    var registration =
        cancellation.onCancel(() -> {
          inInterrupt.countDown();
          awaitUninterruptibly(goOn);
          interrupts.incrementAndGet();
        });
    CompletableFuture<Boolean> cancel =
        CompletableFuture.supplyAsync(() -> cancellation.cancel(REASON));
    assertTrue(inInterrupt.await(30, TimeUnit.SECONDS));

    Thread closer = Thread.ofPlatform().start(registration::close);
    while (closer.getState() != Thread.State.BLOCKED && closer.isAlive()) {
      Thread.onSpinWait();
    }

    assertTrue(closer.isAlive(), "closed while the interrupt was running");
    goOn.countDown();
    closer.join(30_000);
    assertEquals(1, interrupts.get());
    assertTrue(cancel.get(30, TimeUnit.SECONDS));
  }

  @Test
  void an_interrupt_that_was_taken_back_while_others_ran_does_not_run() {
    List<Cancellation.Registration> later = new ArrayList<>();
    try (var _ = cancellation.onCancel(() -> later.getFirst().close())) {
      later.add(cancellation.onCancel(interrupts::incrementAndGet));

      cancellation.cancel(REASON);
    }

    assertEquals(0, interrupts.get());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

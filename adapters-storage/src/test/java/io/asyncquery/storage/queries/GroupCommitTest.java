package io.asyncquery.storage.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.port.StoreException;
import io.asyncquery.application.testdata.Concurrently;
import io.asyncquery.storage.queries.GroupCommit.Durability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupCommitTest {

  private static final Executor CALLERS = task -> Thread.ofVirtual().start(task);

  private final RuntimeException bad = new IllegalArgumentException("bad");
  private final Journal journal = new Journal();
  private final GroupCommit<List<String>> commits = new GroupCommit<>("test", journal);
  private final CountDownLatch held = new CountDownLatch(1);

  @AfterEach
  void close() {
    held.countDown();
    commits.close();
  }

  @Test
  void a_change_is_committed_when_its_caller_goes_on() {
    assertEquals("made a", commits.commit(Durability.MACHINE, write("a")));

    assertEquals(List.of(List.of("a")), journal.committed);
  }

  @Test
  void changes_that_gather_while_the_writer_works_are_committed_together_and_in_order() {
    hold();
    var callers = List.of(queue("a"), queue("b"), queue("c"));

    release();

    assertEquals(
        List.of("made a", "made b", "made c"),
        callers.stream().map(CompletableFuture::join).toList());
    assertEquals(List.of(List.of("held"), List.of("a", "b", "c")), journal.committed);
  }

  @Test
  void a_change_that_throws_leaves_no_trace_and_its_neighbours_are_made() {
    hold();
    var before = queue("a");
    var half = queue(fail("half"));
    var otherHalf = queue(fail("other half"));
    var after = queue("b");

    release();

    assertEquals("made a", before.join());
    assertEquals("made b", after.join());
    assertSame(bad, storeFault(half).getCause());
    assertSame(bad, storeFault(otherHalf).getCause());
    assertEquals(List.of(List.of("held"), List.of("a", "b")), journal.committed);
  }

  @Test
  void an_error_in_a_change_is_its_callers_alone() {
    var error = new OutOfMemoryError("too long");

    var fault =
        assertThrows(
            StoreException.class,
            () ->
                commits.commit(
                    Durability.MACHINE,
                    on -> {
                      throw error;
                    }));

    assertSame(error, fault.getCause());
    assertEquals("made a", commits.commit(Durability.MACHINE, write("a")));
  }

  @Test
  void a_transaction_that_fails_fails_its_group_and_no_other() {
    hold();
    var callers = List.of(queue("a"), queue("b"));
    var full = new IllegalStateException("disk full");
    journal.fault = Optional.of(full);

    release();

    callers.forEach(caller -> assertSame(full, storeFault(caller).getCause()));
    journal.fault = Optional.empty();
    assertEquals("made c", commits.commit(Durability.MACHINE, write("c")));
    assertEquals(List.of(List.of("held"), List.of("c")), journal.committed);
  }

  @Test
  void a_group_is_as_durable_as_its_most_demanding_change() {
    hold();
    var both =
        List.of(queue(Durability.PROCESS, write("a")), queue(Durability.PROCESS, write("b")));
    release();
    both.forEach(CompletableFuture::join);

    commits.commit(Durability.MACHINE, write("c"));

    var gate = new CountDownLatch(1);
    CALLERS.execute(() -> commits.commit(Durability.PROCESS, holdAt(gate)));
    await(() -> journal.begun == 4);
    var one = queue(Durability.PROCESS, write("d"));
    var other = queue(Durability.MACHINE, write("e"));
    gate.countDown();
    CompletableFuture.allOf(one, other).join();

    assertEquals(
        List.of(
            Durability.MACHINE,
            Durability.PROCESS,
            Durability.MACHINE,
            Durability.PROCESS,
            Durability.MACHINE),
        journal.durabilities);
  }

  @Test
  void an_interrupted_caller_waits_on_and_stays_interrupted() throws Exception {
    hold();
    var outcome = new CompletableFuture<String>();
    var interrupted = new CompletableFuture<Boolean>();
    var caller =
        Thread.ofPlatform()
            .start(() -> {
              outcome.complete(commits.commit(Durability.MACHINE, write("a")));
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    await(() -> commits.waiting() == 1);

    caller.interrupt();
    assertFalse(outcome.isDone());
    release();

    assertEquals("made a", outcome.get(10, TimeUnit.SECONDS));
    assertTrue(interrupted.get(10, TimeUnit.SECONDS));
  }

  @Test
  void a_caller_who_comes_interrupted_gets_what_it_came_for() {
    Thread.currentThread().interrupt();

    assertEquals("made a", commits.commit(Durability.MACHINE, write("a")));

    assertTrue(Thread.interrupted());
  }

  @Test
  void closing_makes_what_waits_and_refuses_what_comes_after() {
    hold();
    var waiting = List.of(queue("a"), queue("b"));
    var closing = CompletableFuture.runAsync(commits::close, CALLERS);
    await(() -> !commits.open());

    var refused =
        assertThrows(StoreException.class, () -> commits.commit(Durability.MACHINE, write("c")));
    assertFalse(closing.isDone());
    release();
    closing.join();

    assertEquals("made a", waiting.getFirst().join());
    assertEquals("made b", waiting.getLast().join());
    assertEquals(List.of(List.of("held"), List.of("a", "b")), journal.committed);
    assertInstanceOf(IllegalStateException.class, refused.getCause());
  }

  @Test
  void closing_again_does_nothing_and_an_interrupt_is_kept() {
    commits.close();
    Thread.currentThread().interrupt();

    commits.close();

    assertTrue(Thread.interrupted());
    assertFalse(commits.open());
  }

  @Test
  void an_interrupt_does_not_cut_the_closing_short() throws Exception {
    hold();
    var interrupted = new CompletableFuture<Boolean>();
    var closer =
        Thread.ofPlatform()
            .start(() -> {
              commits.close();
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    await(() -> !commits.open());

    closer.interrupt();
    release();

    assertTrue(interrupted.get(10, TimeUnit.SECONDS));
    assertEquals(List.of(List.of("held")), journal.committed);
  }

  @Test
  void an_error_that_ends_the_writer_fails_all_who_wait_and_all_who_come() {
    hold();
    var inGroup = List.of(queue("a"), queue("b"));
    var error = new LinkageError("no driver");
    var behind = new ArrayList<CompletableFuture<String>>();
    journal.atCommit =
        on -> {
          behind.add(queue("c"));
          throw error;
        };

    release();

    inGroup.forEach(caller -> assertSame(error, storeFault(caller).getCause()));
    behind.forEach(caller -> assertSame(error, storeFault(caller).getCause()));
    assertEquals(1, behind.size());
    await(() -> !commits.open());
    var refused =
        assertThrows(StoreException.class, () -> commits.commit(Durability.MACHINE, write("d")));
    assertSame(error, refused.getCause());
  }

  @Test
  void under_load_exactly_what_was_acknowledged_is_committed() throws Exception {
    var acknowledged =
        Concurrently.run(
            8,
            thread ->
                () -> {
                  Set<String> mine = new TreeSet<>();
                  for (int n = 0; n < 500; n++) {
                    String text = thread + "/" + n;
                    try {
                      commits.commit(Durability.MACHINE, n % 7 == 0 ? fail(text) : write(text));
                      mine.add(text);
                    } catch (StoreException e) {
                      assertSame(bad, e.getCause());
                    }
                  }
                  return mine;
                });

    Set<String> expected = new TreeSet<>();
    acknowledged.forEach(expected::addAll);
    var committed = journal.committed.stream().flatMap(List::stream).toList();
    assertEquals(expected, new TreeSet<>(committed));
    assertEquals(expected.size(), committed.size());
    assertEquals(8 * 428, committed.size());
    assertTrue(journal.committed.size() < committed.size(), "no two changes shared a commit");
  }

  /** Keeps the writer in a transaction of its own until {@link #release}. */
  private void hold() {
    CALLERS.execute(() -> commits.commit(Durability.MACHINE, holdAt(held)));
    await(() -> journal.begun == 1);
  }

  private void release() {
    held.countDown();
  }

  private CompletableFuture<String> queue(String text) {
    return queue(write(text));
  }

  private CompletableFuture<String> queue(Function<List<String>, String> change) {
    return queue(Durability.MACHINE, change);
  }

  /** Another caller of {@code change}, who waits for the writer when this returns. */
  private CompletableFuture<String> queue(
      Durability durability, Function<List<String>, String> change) {
    int before = commits.waiting();
    var caller = CompletableFuture.supplyAsync(() -> commits.commit(durability, change), CALLERS);
    await(() -> commits.waiting() > before);
    return caller;
  }

  private static Function<List<String>, String> write(String text) {
    return on -> {
      on.add(text);
      return "made " + text;
    };
  }

  private Function<List<String>, String> fail(String text) {
    return on -> {
      on.add(text);
      throw bad;
    };
  }

  private static Function<List<String>, String> holdAt(CountDownLatch gate) {
    return on -> {
      awaitUninterruptibly(gate);
      on.add("held");
      return "made held";
    };
  }

  private static StoreException storeFault(CompletableFuture<?> caller) {
    var e = assertThrows(ExecutionException.class, () -> caller.get(10, TimeUnit.SECONDS));
    return assertInstanceOf(StoreException.class, e.getCause());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "the condition did not come true");
      LockSupport.parkNanos(100_000);
    }
  }

  /** Keeps what was committed, transaction by transaction. */
  private static final class Journal implements GroupCommit.Transactions<List<String>> {

    final List<List<String>> committed = new CopyOnWriteArrayList<>();
    final List<Durability> durabilities = new CopyOnWriteArrayList<>();
    volatile int begun;
    volatile Optional<RuntimeException> fault = Optional.empty();
    volatile Consumer<List<String>> atCommit = on -> {};

    @Override
    public void run(Durability durability, Consumer<List<String>> changes) {
      durabilities.add(durability);
      begun = durabilities.size();
      List<String> transaction = new ArrayList<>();
      changes.accept(transaction);
      if (!transaction.contains("held")) {
        fault.ifPresent(e -> {
          throw e;
        });
        atCommit.accept(transaction);
      }
      committed.add(transaction);
    }
  }
}

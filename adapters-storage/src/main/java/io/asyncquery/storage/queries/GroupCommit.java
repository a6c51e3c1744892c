package io.asyncquery.storage.queries;

import io.asyncquery.application.port.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Lets many threads write to a database that has one writer and whose commits wait for the disk.
 *
 * <p>A commit takes the disk as long for a hundred changes as for one. So changes do not commit by
 * themselves: they queue up, and one thread takes all that wait, makes them in one transaction,
 * commits, and lets their callers go. While the disk works on one group the next one gathers; under
 * load groups grow and the rate with them, and a lone change waits for nobody.
 *
 * <p>What holds:
 *
 * <ul>
 *   <li>Changes are made in the order in which they came; what a caller gets back is committed.
 *   <li>A change that throws leaves no trace, and its neighbours are made without it: the
 *       transaction is given up and begun again. So a change may be made more than once and must
 *       have no effect but on the database.
 *   <li>A transaction that cannot be begun or committed fails its whole group, and no other.
 *   <li>A caller who is interrupted while waiting waits on, since nobody could tell whether the
 *       change was made, and finds the interrupt flag set after.
 *   <li>Closing makes every change that came before, and refuses those that come after.
 *   <li>An error that ends the thread fails all who wait and all who come.
 * </ul>
 *
 * @param <C> what changes are made on
 */
final class GroupCommit<C> implements AutoCloseable {

  private final Transactions<C> transactions;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private List<Change<C, ?>> waiting = new ArrayList<>();
  private Optional<Throwable> end = Optional.empty();

  GroupCommit(String name, Transactions<C> transactions) {
    this.transactions = transactions;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);
    thread.start();
  }

  /** What a committed change outlives. */
  enum Durability {
    /** The death of this process. */
    PROCESS,
    /** That of the machine too: the disk has confirmed it. */
    MACHINE
  }

  /** Where changes are made. Used by one thread. */
  interface Transactions<C> {

    /**
     * Makes {@code changes} in one transaction: committed when this returns, without a trace when
     * it throws, be it what {@code changes} threw or a fault of its own.
     */
    void run(Durability durability, Consumer<C> changes);
  }

  /**
   * Makes a change, and returns what it returned as soon as it is committed.
   *
   * @throws StoreException the change threw, or could not be committed
   */
  <T> T commit(Durability durability, Function<C, T> change) {
    Change<C, T> queued = new Change<>(durability, change);
    lock.lock();
    try {
      if (end.isPresent()) {
        throw new StoreException("The query store takes no more changes", end.get());
      }
      waiting.add(queued);
      arrived.signal();
    } finally {
      lock.unlock();
    }
    return queued.await();
  }

  /** Whether changes are taken. */
  boolean open() {
    lock.lock();
    try {
      return end.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** How many changes wait for the next group. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when all that waits has been made and the thread has ended. */
  @Override
  public void close() {
    end(new IllegalStateException("closed"));
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Throwable reason) {
    lock.lock();
    try {
      end = end.or(() -> Optional.of(reason));
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      for (List<Change<C, ?>> group = next(); !group.isEmpty(); group = next()) {
        commit(group);
      }
    } catch (Throwable e) {
      end(e);
      next().forEach(change -> change.fail(e));
      throw e;
    }
  }

  /** All that waits, waiting for something if need be; nothing once closed. */
  private List<Change<C, ?>> next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && end.isEmpty()) {
        arrived.awaitUninterruptibly();
      }
      List<Change<C, ?>> group = waiting;
      waiting = new ArrayList<>();
      return group;
    } finally {
      lock.unlock();
    }
  }

  private void commit(List<Change<C, ?>> group) {
    while (!group.isEmpty()) {
      try {
        transactions.run(durability(group), on -> group.forEach(change -> change.make(on)));
        group.forEach(Change::succeed);
        return;
      } catch (ChangeFailed e) {
        e.change.fail(e.reason);
        group.remove(e.change);
      } catch (RuntimeException e) {
        group.forEach(change -> change.fail(e));
        return;
      } catch (Throwable e) {
        group.forEach(change -> change.fail(e));
        throw e;
      }
    }
  }

  private static <C> Durability durability(List<Change<C, ?>> group) {
    return group.stream().allMatch(change -> change.durability == Durability.PROCESS)
        ? Durability.PROCESS
        : Durability.MACHINE;
  }

  /** One change, its caller, and what became of it. */
  private static final class Change<C, T> {

    private final Durability durability;
    private final Function<C, T> function;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private Optional<T> result = Optional.empty();

    Change(Durability durability, Function<C, T> function) {
      this.durability = durability;
      this.function = function;
    }

    void make(C on) {
      try {
        result = Optional.of(function.apply(on));
      } catch (Throwable e) {
        throw new ChangeFailed(this, e);
      }
    }

    void succeed() {
      outcome.complete(result.orElseThrow());
    }

    void fail(Throwable reason) {
      outcome.completeExceptionally(reason);
    }

    T await() {
      try {
        return outcome.join();
      } catch (CompletionException e) {
        Throwable reason = e.getCause();
        throw new StoreException(
            "The query store could not record a change", reason == null ? e : reason);
      }
    }
  }

  /** Carries the fault of one change out of the transaction that it ends. */
  private static final class ChangeFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Change<?, ?> change;
    private final Throwable reason;

    ChangeFailed(Change<?, ?> change, Throwable reason) {
      super(reason);
      this.change = change;
      this.reason = reason;
    }
  }
}

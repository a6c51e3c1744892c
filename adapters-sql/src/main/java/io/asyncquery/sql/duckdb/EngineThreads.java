package io.asyncquery.sql.duckdb;

import com.google.common.util.concurrent.Uninterruptibles;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;

/**
 * The threads of one instance beside those that send queries. They work until a query has its first
 * rows: till then it joins, groups and sorts on all cores. From then on DuckDB makes its rows in
 * one thread at a time. A thread of DuckDB's own that takes that work keeps the reader waiting for
 * it, at full speed, on a core that the encoding needs; so DuckDB is to have none of its own.
 */
final class EngineThreads implements AutoCloseable {

  private final MemorySegment database;
  private final List<Thread> threads = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Long> working = new HashSet<>();
  private int computing;
  private boolean closed;

  private EngineThreads(MemorySegment database) {
    this.database = database;
  }

  /** A query that computes, until this is closed. */
  interface Computation extends AutoCloseable {

    @Override
    void close();
  }

  /**
   * Starts them.
   *
   * @param instance stays open until this is closed
   * @param count 0 or more
   */
  static EngineThreads start(DuckDBConnection instance, int count) {
    EngineThreads started = new EngineThreads(DriverMemory.database(instance));
    for (int i = 1; i <= count; i++) {
      started.threads.add(
          Thread.ofPlatform().name("engine-" + i).daemon().start(started::workUntilClosed));
    }
    return started;
  }

  List<Thread> threads() {
    return List.copyOf(threads);
  }

  /** To be called before a query is sent. */
  Computation begin() {
    lock.lock();
    try {
      computing++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return this::end;
  }

  private void end() {
    lock.lock();
    try {
      computing--;
      if (computing == 0) {
        working.forEach(TaskLibrary::finish);
      }
    } finally {
      lock.unlock();
    }
  }

  private void workUntilClosed() {
    for (long work = nextWork(); work != 0; work = nextWork()) {
      TaskLibrary.execute(work);
      left(work);
    }
  }

  /** Waits for a query that computes; 0 once there will be none. */
  private long nextWork() {
    lock.lock();
    try {
      while (computing == 0 && !closed) {
        changed.awaitUninterruptibly();
      }
      if (closed) {
        return 0;
      }
      long work = TaskLibrary.create(database);
      working.add(work);
      return work;
    } finally {
      lock.unlock();
    }
  }

  private void left(long work) {
    lock.lock();
    try {
      working.remove(work);
    } finally {
      lock.unlock();
    }
    TaskLibrary.destroy(work);
  }

  /** Returns once none of them uses the instance any more. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      working.forEach(TaskLibrary::finish);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    threads.forEach(Uninterruptibles::joinUninterruptibly);
  }
}

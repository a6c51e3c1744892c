package io.asyncquery.application.testdata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.domain.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Batches that know whether each one taken was closed, once, and not read after. */
public final class TrackedBatches implements ColumnBatches {

  private final ColumnBatches batches;
  private final Map<Integer, Runnable> before = new HashMap<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger misused = new AtomicInteger();
  private final AtomicInteger asking = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();

  public TrackedBatches(ColumnBatches batches) {
    this.batches = batches;
  }

  /**
   * Runs {@code action}, which may throw, when the batch at {@code index} (from 0) is asked for.
   */
  public TrackedBatches before(int index, Runnable action) {
    before.put(index, action);
    return this;
  }

  /** Fails when the batch at {@code index} (from 0) is asked for. */
  public TrackedBatches failBefore(int index, RuntimeException failure) {
    return before(
        index,
        () -> {
          throw failure;
        });
  }

  @Override
  public List<Column> columns() {
    return batches.columns();
  }

  @Override
  public Optional<ColumnBatch> next() {
    if (asking.incrementAndGet() > 1) {
      misused.incrementAndGet();
    }
    try {
      before.getOrDefault(asked.getAndIncrement(), () -> {}).run();
      return batches.next().map(this::track);
    } finally {
      asking.decrementAndGet();
    }
  }

  /** Batches that were handed out. */
  public int taken() {
    return taken.get();
  }

  /** Batches that were handed out and not closed yet. */
  public int open() {
    return open.get();
  }

  /** Each batch that was handed out is closed, once, and was not read after. */
  public void assertAllClosed() {
    assertEquals(0, open.get(), "batches left open");
    assertEquals(
        0,
        misused.get(),
        "batches closed twice, read after they were closed, or asked for by two threads at once");
  }

  private ColumnBatch track(ColumnBatch batch) {
    taken.incrementAndGet();
    open.incrementAndGet();
    return new Tracked(batch);
  }

  private final class Tracked implements ColumnBatch {

    private final ColumnBatch batch;
    private final AtomicBoolean closed = new AtomicBoolean();

    Tracked(ColumnBatch batch) {
      this.batch = batch;
    }

    @Override
    public int rowCount() {
      return batch.rowCount();
    }

    @Override
    public ColumnVector column(int index) {
      if (closed.get()) {
        misused.incrementAndGet();
        throw new IllegalStateException("This batch is closed");
      }
      return batch.column(index);
    }

    @Override
    public void close() {
      if (closed.getAndSet(true)) {
        misused.incrementAndGet();
      } else {
        open.decrementAndGet();
        batch.close();
      }
    }
  }
}

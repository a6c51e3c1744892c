package io.asyncquery.storage.csv;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One export's way from batches to bytes, gone by a crew of threads that all do the same.
 *
 * <p>An export is three kinds of work: the engine makes batches, batches become lines, lines are
 * digested and written. Reading and writing are each for one thread at a time and in order;
 * encoding is not. A thread for each kind would leave cores idle, because no two kinds take the
 * same time, and would carry every batch from one core's cache to another's. So each thread of the
 * crew takes whatever is to be done next: it writes, if the group whose turn it is lies encoded;
 * else it reads a group and encodes it while it is in its cache. With as many threads as cores
 * nobody waits as long as there is anything to do.
 *
 * <p>The crew is the calling thread, which stays to the end, and helpers from a pool that all
 * exports share. A helper leaves when it finds nothing to do or when somebody else waits for it; it
 * is asked again when there is more. So one export alone has every core, many exports have a thread
 * each and share what is left, and none waits for another.
 *
 * <p>A bounded number of groups lies between reading and writing, each with a bounded number of
 * bytes: when the disk is slow, one thread stands in a write, the others find nothing to do, and
 * the engine is asked for nothing more. What a group has beyond its bound is encoded piece by piece
 * when its turn to be written has come. Buffers and row encoders go round.
 *
 * <p>An encoding that fails is reported when its turn has come, so that of several the first row is
 * named, whichever thread was faster. On any failure the call returns when no thread is at work any
 * more and every batch is closed, because the engine may free what they read.
 */
final class OrderedEncoding {

  /** How long a helper looks out for more work, in milliseconds: reading a group takes less. */
  private static final long HELPER_PATIENCE = 2;

  private final ColumnBatches batches;
  private final OutputStream out;
  private final Supplier<RowEncoder> newEncoder;
  private final Transcoder transcoder;
  private final CsvEncoding crew;
  private final Cancellation cancellation;
  private final Queue<RowEncoder> idleEncoders = new ConcurrentLinkedQueue<>();
  private final Queue<Lines> idleLines = new ConcurrentLinkedQueue<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final GroupSize groupSize = new GroupSize();
  private final ArrayDeque<Group> inOrder = new ArrayDeque<>();
  private final int most;
  private long rowsRead;
  private boolean reading;
  private boolean writing;
  private boolean allRead;
  private int helpers;
  private Optional<Throwable> failure = Optional.empty();

  OrderedEncoding(
      ColumnBatches batches,
      OutputStream out,
      Supplier<RowEncoder> newEncoder,
      Transcoder transcoder,
      CsvEncoding crew,
      Cancellation cancellation) {
    this.batches = batches;
    this.out = out;
    this.newEncoder = newEncoder;
    this.transcoder = transcoder;
    this.crew = crew;
    this.cancellation = cancellation;
    this.most = 2 * crew.parallelism() + 1;
  }

  /** What a thread of the crew can do. */
  private enum Step {
    READ,
    WRITE,
    NONE
  }

  /** Writes all rows; returns how many. */
  long encode() throws IOException {
    for (Step step = nextForCaller(); step != Step.NONE; step = nextForCaller()) {
      run(step);
    }
    if (failure.isPresent()) {
      inOrder.forEach(Group::close);
      throw rethrown(failure.get());
    }
    return rowsRead;
  }

  private void help() {
    Step step = nextForHelper();
    while (step != Step.NONE) {
      run(step);
      step = nextForHelper();
    }
  }

  /** The next step; none once everything is written, or has failed and everybody has left. */
  private Step nextForCaller() {
    lock.lock();
    try {
      while (true) {
        Step step = begin();
        if (step != Step.NONE || isOver()) {
          return step;
        }
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The next step; none where a helper is of no more use here. */
  private Step nextForHelper() {
    lock.lock();
    try {
      Step step = crew.isAwaited() ? Step.NONE : begin();
      long patience = TimeUnit.MILLISECONDS.toNanos(HELPER_PATIENCE);
      while (step == Step.NONE && patience > 0 && !allRead && failure.isEmpty()) {
        patience = changed.awaitNanos(patience);
        step = begin();
      }
      if (step == Step.NONE) {
        helpers--;
        changed.signalAll();
      }
      return step;
    } catch (InterruptedException e) {
      helpers--;
      changed.signalAll();
      Thread.currentThread().interrupt();
      return Step.NONE;
    } finally {
      lock.unlock();
    }
  }

  private Step begin() {
    if (failure.isPresent()) {
      return Step.NONE;
    }
    if (!writing && !inOrder.isEmpty() && inOrder.getFirst().isEncoded()) {
      writing = true;
      return Step.WRITE;
    }
    if (!reading && !allRead && inOrder.size() < most) {
      reading = true;
      return Step.READ;
    }
    return Step.NONE;
  }

  private boolean isOver() {
    return helpers == 0 && (failure.isPresent() || (allRead && inOrder.isEmpty()));
  }

  private void run(Step step) {
    try {
      cancellation.check();
      if (step == Step.WRITE) {
        write();
      } else {
        readAndEncode();
      }
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
    }
  }

  private void fail(Throwable e) {
    lock.lock();
    try {
      if (failure.isEmpty()) {
        failure = Optional.of(e);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void readAndEncode() {
    List<ColumnBatch> read = nextBatches();
    if (read.isEmpty()) {
      update(() -> allRead = true);
      return;
    }
    Group group = new Group(read, rowsRead);
    update(() -> {
      rowsRead += group.rows();
      inOrder.add(group);
      reading = false;
      callHelper();
    });
    encodePiece(group);
    update(group::setEncoded);
  }

  /** Somebody is needed where there is more to read: small results are for the caller alone. */
  private void callHelper() {
    if (helpers < crew.parallelism() - 1 && inOrder.size() < most && crew.help(this::help)) {
      helpers++;
    }
  }

  private List<ColumnBatch> nextBatches() {
    List<ColumnBatch> group = new ArrayList<>();
    boolean complete = false;
    try {
      for (long rows = 0; rows < groupSize.rows(); ) {
        Optional<ColumnBatch> batch = batches.next();
        if (batch.isEmpty()) {
          break;
        }
        group.add(batch.get());
        rows += batch.get().rowCount();
      }
      complete = true;
      return group;
    } finally {
      if (!complete) {
        group.forEach(ColumnBatch::close);
      }
    }
  }

  /** Encodes the next lines of a group, which is closed where there are no more. */
  private void encodePiece(Group group) {
    Lines lines = Optional.ofNullable(idleLines.poll()).orElseGet(Lines::new);
    lines.clear();
    RowEncoder encoder = Optional.ofNullable(idleEncoders.poll()).orElseGet(newEncoder);
    group.encode(encoder, lines, transcoder);
    idleEncoders.add(encoder);
  }

  private void write() throws IOException {
    Group group = inOrder.getFirst();
    writeLines(group);
    while (!group.isDone()) {
      cancellation.check();
      encodePiece(group);
      writeLines(group);
    }
    update(() -> {
      inOrder.removeFirst();
      writing = false;
    });
  }

  private void writeLines(Group group) throws IOException {
    Lines lines = group.takeLines();
    out.write(lines.bytes(), 0, lines.size());
    groupSize.learn(lines);
    if (lines.areWorthKeeping()) {
      idleLines.add(lines);
    }
  }

  private void update(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static RuntimeException rethrown(Throwable failure) throws IOException {
    return switch (failure) {
      case IOException e -> throw e;
      case Error e -> throw e;
      case RuntimeException e -> e;
      default -> new IllegalStateException(failure);
    };
  }
}

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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * One export's way from batches to bytes.
 *
 * <p>The calling thread pulls batches, hands groups of them to the encoding threads, and writes
 * what comes back in the order in which it was read. A bounded number of groups is on the way, each
 * with a bounded number of bytes: when the disk is slow the calling thread stands in a write and
 * pulls nothing more, so the engine waits too, and memory stays flat whatever the number of rows or
 * their length. What a group has beyond its bound the calling thread encodes itself, piece by
 * piece, when its turn to be written has come. Buffers and row encoders go round. Whoever takes a
 * batch closes it; on a failure the groups on the way are waited for, because the engine may free
 * what they read once this call has ended.
 */
final class OrderedEncoding {

  private final Supplier<RowEncoder> newEncoder;
  private final Transcoder transcoder;
  private final CsvEncoding encoding;
  private final Cancellation cancellation;
  private final GroupSize groupSize = new GroupSize();
  private final Queue<RowEncoder> idleEncoders = new ConcurrentLinkedQueue<>();
  private final Queue<Lines> idleLines = new ConcurrentLinkedQueue<>();
  private final Queue<Future<Piece>> onTheWay = new ArrayDeque<>();
  private volatile boolean failed;

  OrderedEncoding(
      Supplier<RowEncoder> newEncoder,
      Transcoder transcoder,
      CsvEncoding encoding,
      Cancellation cancellation) {
    this.newEncoder = newEncoder;
    this.transcoder = transcoder;
    this.encoding = encoding;
    this.cancellation = cancellation;
  }

  /** Writes all rows; returns how many. */
  long encode(ColumnBatches batches, OutputStream out) throws IOException {
    int most = encoding.parallelism() * 2 + 1;
    long read = 0;
    boolean done = false;
    try {
      List<ColumnBatch> batchesOfGroup = nextBatches(batches);
      while (!batchesOfGroup.isEmpty()) {
        Group group = new Group(batchesOfGroup, read);
        read += rows(batchesOfGroup);
        onTheWay.add(encoding.threads().submit(() -> encodePiece(group)));
        while (onTheWay.size() >= most || isFirstDone()) {
          writeFirst(out);
        }
        cancellation.check();
        batchesOfGroup = nextBatches(batches);
      }
      while (!onTheWay.isEmpty()) {
        writeFirst(out);
      }
      done = true;
      return read;
    } finally {
      if (!done) {
        failed = true;
        onTheWay.forEach(OrderedEncoding::abandon);
      }
    }
  }

  private List<ColumnBatch> nextBatches(ColumnBatches batches) {
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

  private static long rows(List<ColumnBatch> batches) {
    return batches.stream().mapToLong(ColumnBatch::rowCount).sum();
  }

  /** The next lines of a group, which is closed unless there are more. */
  private Piece encodePiece(Group group) {
    boolean hasMore = false;
    try {
      Lines lines = Optional.ofNullable(idleLines.poll()).orElseGet(Lines::new);
      lines.clear();
      if (!failed) {
        RowEncoder encoder = Optional.ofNullable(idleEncoders.poll()).orElseGet(newEncoder);
        group.encode(encoder, lines);
        idleEncoders.add(encoder);
        transcoder.transcode(lines, group);
        hasMore = !group.isDone();
      }
      return new Piece(lines, hasMore ? Optional.of(group) : Optional.empty());
    } finally {
      if (!hasMore) {
        group.close();
      }
    }
  }

  private boolean isFirstDone() {
    Future<Piece> first = onTheWay.peek();
    return first != null && first.isDone();
  }

  private void writeFirst(OutputStream out) throws IOException {
    Piece piece = await(onTheWay.remove());
    write(piece, out);
    while (piece.rest().isPresent()) {
      piece = encodePiece(piece.rest().get());
      write(piece, out);
    }
  }

  private void write(Piece piece, OutputStream out) throws IOException {
    boolean written = false;
    try {
      cancellation.check();
      Lines lines = piece.lines();
      out.write(lines.bytes(), 0, lines.size());
      groupSize.learn(lines);
      if (lines.areWorthKeeping()) {
        idleLines.add(lines);
      }
      written = true;
    } finally {
      if (!written) {
        piece.rest().ifPresent(Group::close);
      }
    }
  }

  private static Piece await(Future<Piece> encoded) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return encoded.get();
        } catch (InterruptedException e) {
          // The batch must be closed before we leave; a cancellation is seen by its own sign.
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw rethrown(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(ExecutionException failed) {
    return switch (failed.getCause()) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(failed);
    };
  }

  /** Waits until nobody reads the group any more, and closes it. */
  private static void abandon(Future<Piece> encoded) {
    try {
      await(encoded).rest().ifPresent(Group::close);
    } catch (RuntimeException | Error e) {
      // The failure that brought us here is the one to report; this one comes after it.
      return;
    }
  }

  /** Lines to be written, and the group where it has more. */
  private record Piece(Lines lines, Optional<Group> rest) {}
}

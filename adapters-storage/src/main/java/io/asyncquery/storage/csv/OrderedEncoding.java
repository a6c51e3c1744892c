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
 * <p>The calling thread pulls batches, hands groups of them to the encoding threads, and writes what
 * comes back in the order in which it was read. A bounded number of groups is on the way: when the
 * disk is slow the calling thread stands in a write and pulls nothing more, so the engine waits too,
 * and memory stays flat whatever the number of rows. Buffers and row encoders go round. Whoever
 * takes a batch closes it; on a failure the groups on the way are waited for, because the engine may
 * free what they read once this call has ended.
 */
final class OrderedEncoding {

  /** Some 2 MB of lines: large writes, and still a fair share where many exports take turns. */
  private static final int GROUP_ROWS = 16_384;

  private final Supplier<RowEncoder> newEncoder;
  private final Transcoder transcoder;
  private final CsvEncoding encoding;
  private final Cancellation cancellation;
  private final Queue<RowEncoder> idleEncoders = new ConcurrentLinkedQueue<>();
  private final Queue<Lines> idleLines = new ConcurrentLinkedQueue<>();
  private final Queue<Future<Lines>> onTheWay = new ArrayDeque<>();
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
      List<ColumnBatch> group = nextGroup(batches);
      while (!group.isEmpty()) {
        long firstRow = read;
        List<ColumnBatch> next = group;
        read += rows(next);
        onTheWay.add(encoding.threads().submit(() -> encodeGroup(next, firstRow)));
        while (onTheWay.size() >= most || isFirstDone()) {
          writeFirst(out);
        }
        cancellation.check();
        group = nextGroup(batches);
      }
      while (!onTheWay.isEmpty()) {
        writeFirst(out);
      }
      done = true;
      return read;
    } finally {
      if (!done) {
        failed = true;
        awaitAll();
      }
    }
  }

  private static List<ColumnBatch> nextGroup(ColumnBatches batches) {
    List<ColumnBatch> group = new ArrayList<>();
    boolean complete = false;
    try {
      for (long rows = 0; rows < GROUP_ROWS; ) {
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

  private static long rows(List<ColumnBatch> group) {
    return group.stream().mapToLong(ColumnBatch::rowCount).sum();
  }

  /** On an encoding thread. */
  private Lines encodeGroup(List<ColumnBatch> group, long firstRow) {
    try {
      Lines lines = Optional.ofNullable(idleLines.poll()).orElseGet(Lines::new);
      lines.clear();
      if (failed) {
        return lines;
      }
      RowEncoder encoder = Optional.ofNullable(idleEncoders.poll()).orElseGet(newEncoder);
      for (ColumnBatch batch : group) {
        encoder.encode(batch, lines);
      }
      idleEncoders.add(encoder);
      transcoder.transcode(lines, group, firstRow);
      return lines;
    } finally {
      group.forEach(ColumnBatch::close);
    }
  }

  private boolean isFirstDone() {
    Future<Lines> first = onTheWay.peek();
    return first != null && first.isDone();
  }

  private void writeFirst(OutputStream out) throws IOException {
    Lines lines = await(onTheWay.remove());
    out.write(lines.bytes(), 0, lines.size());
    idleLines.add(lines);
  }

  private static Lines await(Future<Lines> encoded) {
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
      throw rethrown(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(cause);
    };
  }

  private void awaitAll() {
    for (Future<Lines> encoded : onTheWay) {
      try {
        await(encoded);
      } catch (RuntimeException | Error e) {
        // The failure that brought us here is the one to report; this one comes after it.
        continue;
      }
    }
  }
}

package io.asyncquery.storage.csv;

import io.asyncquery.application.batch.ColumnBatch;
import java.util.List;
import java.util.Optional;

/**
 * Batches that are encoded together, in one go or, where their lines are long, in several. For one
 * thread at a time.
 */
final class Group {

  private final List<ColumnBatch> batches;
  private final long firstRow;
  private int batch;
  private int row;
  private boolean encoded;
  private boolean closed;
  private Optional<Lines> lines = Optional.empty();
  private Optional<RuntimeException> failure = Optional.empty();

  /**
   * @param firstRow the number of its first row in the result, from 0
   */
  Group(List<ColumnBatch> batches, long firstRow) {
    this.batches = List.copyOf(batches);
    this.firstRow = firstRow;
  }

  List<ColumnBatch> batches() {
    return batches;
  }

  long firstRow() {
    return firstRow;
  }

  long rows() {
    return batches.stream().mapToLong(ColumnBatch::rowCount).sum();
  }

  /**
   * Encodes rows until there are no more or {@code target} is full, to be had by {@link
   * #takeLines}; closes the batches after the last row and after a failure, which is kept.
   */
  void encode(RowEncoder encoder, Lines target, Transcoder transcoder) {
    try {
      while (!isDone() && !target.areFull()) {
        row = encoder.encode(batches.get(batch), row, target);
        if (row == batches.get(batch).rowCount()) {
          batch++;
          row = 0;
        }
      }
      transcoder.transcode(target, this);
      lines = Optional.of(target);
      if (isDone()) {
        close();
      }
    } catch (RuntimeException e) {
      failure = Optional.of(e);
      close();
    }
  }

  /** What the last {@link #encode} made of the rows, or the failure it met. */
  Lines takeLines() {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return lines.orElseThrow();
  }

  /** Whether there are lines to be written, or a failure to be told. */
  boolean isEncoded() {
    return encoded;
  }

  void setEncoded() {
    encoded = true;
  }

  boolean isDone() {
    return batch == batches.size();
  }

  /** Closes the batches; a second call does nothing. */
  void close() {
    if (!closed) {
      closed = true;
      batches.forEach(ColumnBatch::close);
    }
  }
}

package io.asyncquery.storage.csv;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.storage.text.TextBuffer;
import io.asyncquery.storage.text.ValueText;

/**
 * What the writers of values of a fixed width share. Where there are NULLs, the values are moved
 * together, so that a writer has one loop, and that without a branch for NULL. The few values it
 * has no fast way for are spelled by {@link ValueText}.
 */
abstract class FixedWriter implements CellWriter {

  final CellFrame frame;
  private final int bound;
  private final ValueText slow;
  private final TextBuffer spelled = TextBuffer.small();
  private final Selection rows = new Selection();
  private final int[] packedAt = new int[RowEncoder.BLOCK_ROWS];

  /**
   * @param bound bytes that one value may touch
   */
  FixedWriter(CellFrame frame, ColumnType type, int bound) {
    this.frame = frame;
    this.bound = bound + frame.bound();
    this.slow = ValueText.of(type);
  }

  @Override
  public final int prepare(ColumnVector vector, int from, int to) {
    return to;
  }

  @Override
  public final long bound() {
    return bound;
  }

  @Override
  public final void write(ColumnVector vector, int from, int to, byte[] out, int[] at) {
    rows.select(vector.validity(), from, to);
    Block block = new Block((FlatVector) vector, from, rows.rows());
    if (rows.isAll()) {
      read(block.vector(), from, to);
      writeAll(block, to - from, out, at);
      return;
    }
    frame.writeNulls(to - from, out, at);
    if (rows.count() > 0) {
      read(block.vector(), from, to);
      writePacked(block, rows.count(), out, at);
    }
  }

  private void writePacked(Block block, int count, byte[] out, int[] at) {
    int[] of = block.rows();
    pack(of, count);
    int nullLength = frame.nullCell().length;
    for (int k = 0; k < count; k++) {
      packedAt[k] = at[of[k]] - nullLength;
    }
    writeAll(block, count, out, packedAt);
    for (int k = 0; k < count; k++) {
      at[of[k]] = packedAt[k];
    }
  }

  /** Fetches the values of rows {@code from} to {@code to}, which are numbered from 0 then. */
  abstract void read(FlatVector vector, int from, int to);

  /** Moves the values of the first {@code count} of {@code rows} to the first places. */
  abstract void pack(int[] rows, int count);

  /** Writes the first {@code count} values, each at its {@code at}, which moves behind it. */
  abstract void writeAll(Block block, int count, byte[] out, int[] at);

  /** Writes value {@code i} of {@code block} the slow way; returns the position behind it. */
  final int writeSlowly(Block block, int i, byte[] out, int at) {
    spelled.clear();
    slow.append(block.vector(), block.from() + block.rows()[i], spelled);
    return spelled.copyTo(out, at);
  }

  /**
   * What is being written.
   *
   * @param from the row that counts as 0
   * @param rows the row of each value
   */
  @SuppressWarnings("ArrayRecordComponent") // blocks are never compared
  record Block(FlatVector vector, int from, int[] rows) {}
}

package io.asyncquery.storage.csv;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.Validity;

/** What the writers of values that fit a long share. */
abstract class LongsWriter implements CellWriter {

  final CellFrame frame;
  private final int bound;
  private final long[] values = new long[RowEncoder.BLOCK_ROWS];

  /**
   * @param bound bytes that one value may touch
   */
  LongsWriter(CellFrame frame, int bound) {
    this.frame = frame;
    this.bound = bound + frame.bound();
  }

  @Override
  public final long prepare(ColumnVector vector, int from, int to) {
    Longs.read(vector, from, to, values);
    return bound;
  }

  @Override
  public final void write(ColumnVector vector, int from, int to, byte[] out, int[] at) {
    if (vector.validity().allValid()) {
      writeAll(values, to - from, out, at);
    } else {
      writeValid(vector.validity(), from, to, out, at);
    }
  }

  private void writeValid(Validity validity, int from, int to, byte[] out, int[] at) {
    for (int row = from; row < to; row++) {
      int i = row - from;
      at[i] =
          validity.isNull(row)
              ? frame.writeNull(out, at[i])
              : frame.close(out, writeOne(values[i], out, frame.open(out, at[i])));
    }
  }

  /** Writes the first {@code count} of {@code values}, none of which is NULL. */
  abstract void writeAll(long[] values, int count, byte[] out, int[] at);

  /** Writes the bare value; returns the position behind it. */
  abstract int writeOne(long value, byte[] out, int at);
}

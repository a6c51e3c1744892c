package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType.Scalar;

/** Dates. */
final class DateWriter extends LongsWriter {

  private static final int BOUND = 24;

  DateWriter(CellFrame frame) {
    super(frame, Scalar.DATE, BOUND);
  }

  @Override
  void writeAll(Block block, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      int start = frame.open(out, at[i]);
      int end =
          Days.has(values[i])
              ? Days.write(out, start, values[i])
              : writeSlowly(block, i, out, start);
      at[i] = frame.close(out, end);
    }
  }
}

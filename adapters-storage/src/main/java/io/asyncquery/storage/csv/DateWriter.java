package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType.Scalar;

/** Dates. */
final class DateWriter extends LongsWriter {

  private static final int BOUND = 24;

  private final boolean plain;

  DateWriter(CellFrame frame) {
    super(frame, Scalar.DATE, BOUND);
    this.plain = !frame.quoted() && frame.endLength() <= Days.LONGEST_END;
  }

  @Override
  void writeAll(Block block, int count, byte[] out, int[] at) {
    if (plain && Days.haveAll(values, count)) {
      Days.writeAll(values, count, frame, out, at);
    } else {
      writeEach(block, count, out, at);
    }
  }

  private void writeEach(Block block, int count, byte[] out, int[] at) {
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

package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp.Unit;

/** Timestamps with a time zone, at offset zero. */
final class InstantWriter extends LongsWriter {

  private static final long OFFSET =
      (long) '0' << 40 | (long) '0' << 32 | ':' << 24 | '0' << 16 | '0' << 8 | '+';
  private static final int OFFSET_LENGTH = 6;

  private final DateTime text = new DateTime(Unit.MICROSECONDS, 'T');

  InstantWriter(CellFrame frame) {
    super(frame, Scalar.TIMESTAMP_WITH_TIME_ZONE, DateTime.BOUND + OFFSET_LENGTH);
  }

  @Override
  void writeAll(Block block, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      int start = frame.open(out, at[i]);
      int end =
          text.has(values[i])
              ? writeAtOffsetZero(values[i], out, start)
              : writeSlowly(block, i, out, start);
      at[i] = frame.close(out, end);
    }
  }

  private int writeAtOffsetZero(long value, byte[] out, int at) {
    int end = text.write(out, at, value);
    Digits.WORD.set(out, end, OFFSET);
    return end + OFFSET_LENGTH;
  }
}

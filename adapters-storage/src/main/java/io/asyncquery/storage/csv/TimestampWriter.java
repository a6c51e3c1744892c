package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType;
import io.asyncquery.storage.text.TextBuffer;
import io.asyncquery.storage.text.TimeText;

/** Timestamps without a zone, of any unit. */
final class TimestampWriter extends LongsWriter {

  private static final int BOUND = 48;
  private static final long SECONDS_A_DAY = 86_400;

  private final ColumnType.Timestamp.Unit unit;
  private final long perSecond;
  private final long perDay;
  private final long toNanos;
  private final TextBuffer rare = TextBuffer.small();

  TimestampWriter(CellFrame frame, ColumnType type) {
    super(frame, BOUND);
    this.unit = ((ColumnType.Timestamp) type).unit();
    this.perSecond = unit.perSecond();
    this.perDay = perSecond * SECONDS_A_DAY;
    this.toNanos = 1_000_000_000 / perSecond;
  }

  @Override
  void writeAll(long[] values, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      at[i] = frame.close(out, writeOne(values[i], out, frame.open(out, at[i])));
    }
  }

  @Override
  int writeOne(long value, byte[] out, int at) {
    long day = Math.floorDiv(value, perDay);
    if (!Days.has(day)) {
      return writeRare(value, out, at);
    }
    long inDay = value - day * perDay;
    long second = inDay / perSecond;
    int next = Days.write(out, at, day);
    out[next] = ' ';
    next = TimeOfDay.write(out, next + 1, (int) second);
    return TimeOfDay.writeFraction(out, next, (inDay - second * perSecond) * toNanos);
  }

  private int writeRare(long value, byte[] out, int at) {
    rare.clear();
    TimeText.appendTimestamp(rare, value, unit);
    return rare.copyTo(out, at);
  }
}

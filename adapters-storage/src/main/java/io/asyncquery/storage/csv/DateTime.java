package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType.Timestamp.Unit;

/** Points in time, counted in one unit from 1970-01-01T00:00, on the days that {@link Days} has. */
final class DateTime {

  /** Bytes that {@link #write} may touch. */
  static final int BOUND = 40;

  private static final int SECONDS_A_DAY = 86_400;
  private static final long NANOS_A_SECOND = 1_000_000_000;

  private final byte between;
  private final long first;
  private final long span;
  private final Reciprocal unitsADay;
  private final long nanosAUnit;

  /**
   * @param between the character of ASCII between the day and the time
   */
  DateTime(Unit unit, char between) {
    long perDay = unit.perSecond() * SECONDS_A_DAY;
    this.between = (byte) between;
    this.first = Days.FIRST * perDay;
    this.span = Days.COUNT * perDay;
    this.unitsADay = new Reciprocal(perDay);
    this.nanosAUnit = NANOS_A_SECOND / unit.perSecond();
  }

  /** Whether {@link #write} can write {@code value}. */
  boolean has(long value) {
    return Long.compareUnsigned(value - first, span) < 0;
  }

  /** Writes the day, the time, and the fraction if there is one; returns the position behind. */
  int write(byte[] out, int at, long value) {
    long sinceFirst = value - first;
    long day = unitsADay.quotient(sinceFirst);
    long nanos = (sinceFirst - day * unitsADay.divisor()) * nanosAUnit;
    int second = (int) (nanos / NANOS_A_SECOND);
    int fraction = (int) (nanos - second * NANOS_A_SECOND);
    int next = Days.writeEntry(out, at, (int) day);
    out[next] = between;
    next = TimeOfDay.write(out, next + 1, second);
    int upper = fraction / 10;
    return TimeOfDay.writeFraction(out, next, upper, fraction - upper * 10);
  }
}

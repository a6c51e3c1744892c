package io.asyncquery.storage.xlsx;

import io.asyncquery.storage.text.NumberText;
import io.asyncquery.storage.text.TextBuffer;

/** Points in time as spreadsheets count them: days since 1899-12-30, the time a fraction. */
final class Serial {

  static final long MICROS_PER_SECOND = 1_000_000;
  static final long SECONDS_PER_DAY = 86_400;
  static final long MICROS_PER_DAY = MICROS_PER_SECOND * SECONDS_PER_DAY;

  private static final int EPOCH = 25_569;

  /** 1900-03-01: before it, spreadsheets count a 29 February that never was. */
  private static final int FIRST = 61;

  /** 9999-12-31. */
  private static final int LAST = 2_958_465;

  private Serial() {}

  /** Whether a spreadsheet shows the day as a date, and as the right one. */
  static boolean shows(long epochDay) {
    return epochDay >= FIRST - EPOCH && epochDay <= LAST - EPOCH;
  }

  static void append(TextBuffer out, long epochDay) {
    NumberText.append(out, epochDay + EPOCH);
  }

  static void append(TextBuffer out, long epochDay, long microsOfDay) {
    if (microsOfDay == 0) {
      append(out, epochDay);
    } else {
      out.append(Double.toString(epochDay + EPOCH + fraction(microsOfDay)));
    }
  }

  static void appendTime(TextBuffer out, long microsOfDay) {
    out.append(Double.toString(fraction(microsOfDay)));
  }

  /** Whether a number of units, of which a second has {@code perSecond}, is one of microseconds. */
  static boolean isWholeMicros(long units, long perSecond) {
    return perSecond <= MICROS_PER_SECOND || units % (perSecond / MICROS_PER_SECOND) == 0;
  }

  /** The same time in microseconds, cut. */
  static long micros(long units, long perSecond) {
    return perSecond <= MICROS_PER_SECOND
        ? units * (MICROS_PER_SECOND / perSecond)
        : units / (perSecond / MICROS_PER_SECOND);
  }

  private static double fraction(long microsOfDay) {
    return microsOfDay / (double) MICROS_PER_DAY;
  }
}

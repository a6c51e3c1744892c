package io.asyncquery.storage.text;

import io.asyncquery.domain.ColumnType.Timestamp;

/**
 * Points and spans of time. Years are those of ISO 8601: the year before 0001 is 0000, the one
 * before that -0001; years of more than four digits have a sign. Fractions of a second show what
 * they have without trailing zeros.
 */
public final class TimeText {

  static final String INFINITY = "infinity";
  static final String MINUS_INFINITY = "-infinity";

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int SECONDS_PER_DAY = 86_400;

  /** What a TIME WITH TIME ZONE's offset is subtracted from, so that its bits sort by instant. */
  private static final int MAX_OFFSET_SECONDS = 57_599;

  private TimeText() {}

  /** {@code yyyy-MM-dd}; the largest number of days is infinity, its negation minus infinity. */
  public static void appendDate(TextBuffer out, int epochDay) {
    if (epochDay == Integer.MAX_VALUE) {
      out.append(INFINITY);
    } else if (epochDay == -Integer.MAX_VALUE) {
      out.append(MINUS_INFINITY);
    } else {
      appendDay(out, epochDay);
    }
  }

  /** {@code HH:mm:ss[.fraction]} from 00:00:00 to 24:00:00. */
  static void appendTime(TextBuffer out, long micros) {
    appendTimeOfDay(out, micros, MICROS_PER_SECOND);
  }

  /** {@code HH:mm:ss[.fraction]+HH:mm}, with {@code :ss} where the offset has seconds. */
  static void appendTimeWithZone(TextBuffer out, long bits) {
    appendTime(out, bits >>> 24);
    int offset = MAX_OFFSET_SECONDS - (int) (bits & 0xFF_FFFF);
    out.append(offset < 0 ? '-' : '+');
    int seconds = Math.abs(offset);
    NumberText.appendPadded(out, seconds / 3600, 2);
    out.append(':');
    NumberText.appendPadded(out, seconds / 60 % 60, 2);
    if (seconds % 60 != 0) {
      out.append(':');
      NumberText.appendPadded(out, seconds % 60, 2);
    }
  }

  /** {@code yyyy-MM-dd HH:mm:ss[.fraction]}, or an infinity. */
  public static void appendTimestamp(TextBuffer out, long value, Timestamp.Unit unit) {
    if (!appendInfinity(out, value)) {
      appendDateTime(out, value, unit.perSecond(), ' ');
    }
  }

  /** {@code yyyy-MM-ddTHH:mm:ss[.fraction]+00:00}, or an infinity. */
  static void appendInstant(TextBuffer out, long micros) {
    if (!appendInfinity(out, micros)) {
      appendDateTime(out, micros, MICROS_PER_SECOND, 'T');
      out.append("+00:00");
    }
  }

  /**
   * An ISO 8601 duration such as {@code P1Y2M3DT4H5M6.7S}. Parts that are zero are left out, each
   * part has its own sign; nothing at all is {@code PT0S}.
   */
  static void appendInterval(TextBuffer out, int months, int days, long micros) {
    out.append('P');
    appendPart(out, months / 12, 'Y');
    appendPart(out, months % 12, 'M');
    appendPart(out, days, 'D');
    long seconds = micros / MICROS_PER_SECOND;
    if (micros != 0) {
      out.append('T');
      appendPart(out, seconds / 3600, 'H');
      appendPart(out, seconds / 60 % 60, 'M');
      appendSeconds(out, seconds % 60, micros % MICROS_PER_SECOND);
    } else if (months == 0 && days == 0) {
      out.append("T0S");
    }
  }

  private static boolean appendInfinity(TextBuffer out, long value) {
    if (value == Long.MAX_VALUE) {
      out.append(INFINITY);
      return true;
    }
    if (value == -Long.MAX_VALUE) {
      out.append(MINUS_INFINITY);
      return true;
    }
    return false;
  }

  private static void appendDateTime(TextBuffer out, long value, long perSecond, char between) {
    long seconds = Math.floorDiv(value, perSecond);
    long day = Math.floorDiv(seconds, SECONDS_PER_DAY);
    appendDay(out, day);
    out.append(between);
    long secondOfDay = seconds - day * SECONDS_PER_DAY;
    appendTimeOfDay(out, secondOfDay * perSecond + Math.floorMod(value, perSecond), perSecond);
  }

  private static void appendTimeOfDay(TextBuffer out, long value, long perSecond) {
    long seconds = value / perSecond;
    NumberText.appendPadded(out, seconds / 3600, 2);
    out.append(':');
    NumberText.appendPadded(out, seconds / 60 % 60, 2);
    out.append(':');
    NumberText.appendPadded(out, seconds % 60, 2);
    appendFraction(out, value % perSecond, perSecond);
  }

  private static void appendFraction(TextBuffer out, long fraction, long perSecond) {
    if (fraction == 0) {
      return;
    }
    out.append('.');
    for (long rest = fraction, digit = perSecond / 10; rest != 0; digit /= 10) {
      out.append((char) ('0' + rest / digit));
      rest %= digit;
    }
  }

  private static void appendPart(TextBuffer out, long value, char unit) {
    if (value != 0) {
      NumberText.append(out, value);
      out.append(unit);
    }
  }

  private static void appendSeconds(TextBuffer out, long seconds, long micros) {
    if (seconds == 0 && micros == 0) {
      return;
    }
    if (seconds < 0 || micros < 0) {
      out.append('-');
    }
    NumberText.append(out, Math.abs(seconds));
    appendFraction(out, Math.abs(micros), MICROS_PER_SECOND);
    out.append('S');
  }

  // In the calendar that begins its years on 1 March, so that the leap day comes last; cycles of
  // 400 years have the same number of days.
  private static void appendDay(TextBuffer out, long epochDay) {
    long day = epochDay + 719_468;
    long cycle = Math.floorDiv(day, 146_097);
    int dayOfCycle = (int) (day - cycle * 146_097);
    int yearOfCycle =
        (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365;
    int dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    appendYear(out, yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0));
    out.append('-');
    NumberText.appendPadded(out, month, 2);
    out.append('-');
    NumberText.appendPadded(out, dayOfMonth, 2);
  }

  private static void appendYear(TextBuffer out, long year) {
    if (year > 9_999) {
      out.append('+');
    } else if (year < 0) {
      out.append('-');
    }
    NumberText.appendPadded(out, Math.abs(year), 4);
  }
}

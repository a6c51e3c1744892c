package io.asyncquery.sql.mysql;

import io.asyncquery.application.batch.ColumnAppender;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Dates and times as they are written. One with a zero for its month or day is no date: NULL. */
final class TextTimes {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
  private static final int DATE_LENGTH = 10;
  private static final int TIME_LENGTH = 8;

  private TextTimes() {}

  static void appendDate(byte[] bytes, int from, int length, ColumnAppender to) {
    if (isNone(bytes, from)) {
      to.appendNull();
    } else {
      to.appendInt(Math.toIntExact(day(bytes, from)));
    }
  }

  static void appendTimestamp(byte[] bytes, int from, int length, ColumnAppender to) {
    if (isNone(bytes, from)) {
      to.appendNull();
      return;
    }
    long micros = day(bytes, from) * MICROS_PER_DAY;
    if (length > DATE_LENGTH) {
      int time = from + DATE_LENGTH + 1;
      micros += time(bytes, time, time + 2, from + length);
    }
    to.appendLong(micros);
  }

  /** One that is a span of time, which may be long or negative, is no time of a day. */
  static void appendTime(byte[] bytes, int from, int length, ColumnAppender to) {
    int hours = from;
    while (bytes[hours] != ':') {
      hours++;
    }
    long micros = bytes[from] == '-' ? -1 : time(bytes, from, hours, from + length);
    if (micros < 0 || micros >= MICROS_PER_DAY) {
      throw new ArithmeticException("a time beyond a day");
    }
    to.appendLong(micros);
  }

  private static boolean isNone(byte[] bytes, int from) {
    return number(bytes, from + 5, 2) == 0 || number(bytes, from + 8, 2) == 0;
  }

  private static long day(byte[] bytes, int from) {
    try {
      return LocalDate.of(
              number(bytes, from, 4), number(bytes, from + 5, 2), number(bytes, from + 8, 2))
          .toEpochDay();
    } catch (DateTimeException e) {
      ArithmeticException none = new ArithmeticException("a day that no month has");
      none.initCause(e);
      throw none;
    }
  }

  /** The microseconds of hours up to {@code colon}, minutes, seconds and what is behind a point. */
  private static long time(byte[] bytes, int from, int colon, int end) {
    long seconds =
        number(bytes, from, colon - from) * 3_600L
            + number(bytes, colon + 1, 2) * 60L
            + number(bytes, colon + 4, 2);
    int point = colon - 2 + TIME_LENGTH;
    int digits = Math.max(0, end - point - 1);
    long fraction = digits == 0 ? 0 : number(bytes, point + 1, digits);
    for (int i = digits; i < 6; i++) {
      fraction *= 10;
    }
    return seconds * MICROS_PER_SECOND + fraction;
  }

  private static int number(byte[] bytes, int from, int length) {
    int value = 0;
    for (int i = from; i < from + length; i++) {
      value = value * 10 + (bytes[i] - '0');
    }
    return value;
  }
}

package io.asyncquery.sql.trino;

import io.asyncquery.application.batch.ColumnAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Dates and times: {@code -0001-12-31 23:59:59.999999 Europe/Berlin} and its parts. */
final class Times {

  private static final long DAY_SECONDS = 86_400;
  private static final int MICRO_DIGITS = 6;
  private static final int NANO_DIGITS = 9;
  private static final long MICROS = 1_000_000;
  private static final long NANOS = 1_000_000_000;
  private static final int MAX_OFFSET_SECONDS = 57_599;

  private final byte[] bytes;
  private final int end;
  private int at;

  private Times(JsonScanner from) throws IOException {
    from.token();
    this.bytes = from.bytes();
    this.at = from.begin();
    this.end = from.end();
  }

  static void appendDate(JsonScanner from, ColumnAppender to) throws IOException {
    to.appendInt(Math.toIntExact(new Times(from).days()));
  }

  static void appendTime(JsonScanner from, ColumnAppender to) throws IOException {
    Times time = new Times(from);
    to.appendLong(time.seconds() * MICROS + time.fraction(MICRO_DIGITS));
  }

  static void appendTimeWithZone(JsonScanner from, ColumnAppender to) throws IOException {
    Times time = new Times(from);
    long micros = time.seconds() * MICROS + time.fraction(MICRO_DIGITS);
    int offset = ZoneOffset.of(time.rest()).getTotalSeconds();
    to.appendLong(micros << 24 | (MAX_OFFSET_SECONDS - offset));
  }

  static void appendMicros(JsonScanner from, ColumnAppender to) throws IOException {
    Times time = new Times(from);
    long seconds = time.epochSeconds();
    to.appendLong(Math.addExact(Math.multiplyExact(seconds, MICROS), time.fraction(MICRO_DIGITS)));
  }

  static void appendNanos(JsonScanner from, ColumnAppender to) throws IOException {
    Times time = new Times(from);
    long seconds = time.epochSeconds();
    to.appendLong(Math.addExact(Math.multiplyExact(seconds, NANOS), time.fraction(NANO_DIGITS)));
  }

  static void appendInstant(JsonScanner from, ColumnAppender to) throws IOException {
    Times time = new Times(from);
    long local = time.epochSeconds();
    long fraction = time.fraction(MICRO_DIGITS);
    long seconds = time.isUtc() ? local : local - offset(time.rest().strip(), local);
    to.appendLong(Math.addExact(Math.multiplyExact(seconds, MICROS), fraction));
  }

  private static int offset(String zone, long localSeconds) {
    try {
      return ZoneId.of(zone)
          .getRules()
          .getOffset(LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC))
          .getTotalSeconds();
    } catch (DateTimeException e) {
      ArithmeticException unknown = new ArithmeticException("[" + zone + "] is no time zone");
      unknown.initCause(e);
      throw unknown;
    }
  }

  private boolean isUtc() {
    return end - at == 4 && bytes[at + 1] == 'U' && bytes[at + 2] == 'T' && bytes[at + 3] == 'C';
  }

  private long epochSeconds() {
    long days = days();
    at++;
    return days * DAY_SECONDS + seconds();
  }

  /** {@code yyyy-MM-dd}, with a sign or more digits of the year where it needs them. */
  private long days() {
    boolean negative = bytes[at] == '-';
    at += negative || bytes[at] == '+' ? 1 : 0;
    int year = number();
    at++;
    int month = number();
    at++;
    int day = number();
    return LocalDate.of(negative ? -year : year, month, day).toEpochDay();
  }

  /** {@code HH:mm:ss} of a day. */
  private long seconds() {
    int hour = number();
    at++;
    int minute = number();
    at++;
    return (hour * 60L + minute) * 60 + number();
  }

  private int number() {
    int value = 0;
    for (; at < end && isDigit(bytes[at]); at++) {
      value = value * 10 + (bytes[at] - '0');
    }
    return value;
  }

  /** What stands behind a point, in units of so many digits. */
  private long fraction(int digits) {
    long value = 0;
    int count = 0;
    if (at < end && bytes[at] == '.') {
      for (at++; at < end && isDigit(bytes[at]); at++, count++) {
        value = value * 10 + (bytes[at] - '0');
      }
    }
    for (; count < digits; count++) {
      value *= 10;
    }
    return value;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private String rest() {
    return new String(bytes, at, end - at, StandardCharsets.US_ASCII);
  }
}

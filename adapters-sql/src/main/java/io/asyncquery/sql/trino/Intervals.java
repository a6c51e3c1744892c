package io.asyncquery.sql.trino;

import io.asyncquery.application.batch.ColumnAppender;
import java.io.IOException;

/** The two kinds of intervals: {@code -1-2} in months, {@code -1 02:03:04.005} in milliseconds. */
final class Intervals {

  private static final long MILLI_MICROS = 1_000;

  private Intervals() {}

  static void appendMonths(JsonScanner from, ColumnAppender to) throws IOException {
    from.token();
    String text = from.text();
    boolean negative = text.startsWith("-");
    String[] parts = text.substring(negative ? 1 : 0).split("-", 2);
    long months = Long.parseLong(parts[0]) * 12 + Long.parseLong(parts[1]);
    append(Math.toIntExact(negative ? -months : months), 0, 0, to);
  }

  static void appendDays(JsonScanner from, ColumnAppender to) throws IOException {
    from.token();
    String text = from.text();
    boolean negative = text.startsWith("-");
    String[] parts = text.substring(negative ? 1 : 0).split("[ :.]", 5);
    long seconds =
        (Long.parseLong(parts[1]) * 60 + Long.parseLong(parts[2])) * 60 + Long.parseLong(parts[3]);
    long micros = (seconds * 1_000 + Long.parseLong(parts[4])) * MILLI_MICROS;
    int days = Math.toIntExact(Long.parseLong(parts[0]));
    append(0, negative ? -days : days, negative ? -micros : micros, to);
  }

  private static void append(int months, int days, long micros, ColumnAppender to) {
    to.appendWide((long) days << 32 | Integer.toUnsignedLong(months), micros);
  }
}

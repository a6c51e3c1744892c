package io.asyncquery.sql.postgresql;

import io.asyncquery.application.batch.ColumnAppender;

/** The types whose binary format is their value; PostgreSQL counts time from 2000 on. */
final class FieldDecoders {

  private static final int EPOCH_DAYS = 10_957;
  private static final long EPOCH_MICROS = EPOCH_DAYS * 86_400_000_000L;
  private static final int MAX_OFFSET_SECONDS = 57_599;

  private FieldDecoders() {}

  static void appendBoolean(CopyInput from, int length, ColumnAppender to) {
    to.appendByte(from.takeByte());
  }

  static void appendShort(CopyInput from, int length, ColumnAppender to) {
    to.appendShort(from.takeShort());
  }

  static void appendInt(CopyInput from, int length, ColumnAppender to) {
    to.appendInt(from.takeInt());
  }

  static void appendLong(CopyInput from, int length, ColumnAppender to) {
    to.appendLong(from.takeLong());
  }

  static void appendFloat(CopyInput from, int length, ColumnAppender to) {
    to.appendFloat(Float.intBitsToFloat(from.takeInt()));
  }

  static void appendDouble(CopyInput from, int length, ColumnAppender to) {
    to.appendDouble(Double.longBitsToDouble(from.takeLong()));
  }

  /** A version, and then the text. */
  static void appendJsonb(CopyInput from, int length, ColumnAppender to) {
    var _ = from.takeByte();
    from.appendField(length - 1, to);
  }

  static void appendUuid(CopyInput from, int length, ColumnAppender to) {
    long high = from.takeLong();
    to.appendWide(from.takeLong(), high ^ Long.MIN_VALUE);
  }

  static void appendDate(CopyInput from, int length, ColumnAppender to) {
    int days = from.takeInt();
    to.appendInt(
        switch (days) {
          case Integer.MAX_VALUE -> Integer.MAX_VALUE;
          case Integer.MIN_VALUE -> -Integer.MAX_VALUE;
          default -> days + EPOCH_DAYS;
        });
  }

  static void appendTimestamp(CopyInput from, int length, ColumnAppender to) {
    long micros = from.takeLong();
    if (micros == Long.MAX_VALUE) {
      to.appendLong(Long.MAX_VALUE);
    } else if (micros == Long.MIN_VALUE) {
      to.appendLong(-Long.MAX_VALUE);
    } else {
      to.appendLong(Math.addExact(micros, EPOCH_MICROS));
    }
  }

  /** The zone comes in seconds west of Greenwich. */
  static void appendTimeWithZone(CopyInput from, int length, ColumnAppender to) {
    long micros = from.takeLong();
    int west = from.takeInt();
    to.appendLong(micros << 24 | (MAX_OFFSET_SECONDS + west));
  }

  static void appendInterval(CopyInput from, int length, ColumnAppender to) {
    long micros = from.takeLong();
    int days = from.takeInt();
    int months = from.takeInt();
    if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
      throw new ArithmeticException("an interval without end");
    }
    to.appendWide((long) days << 32 | Integer.toUnsignedLong(months), micros);
  }
}

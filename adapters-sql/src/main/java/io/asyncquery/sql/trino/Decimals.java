package io.asyncquery.sql.trino;

import io.asyncquery.application.batch.ColumnAppender;
import io.asyncquery.domain.ColumnType;
import java.io.IOException;

/** Decimals, which come as text with all their places: their digits are the unscaled value. */
final class Decimals implements ValueDecoder {

  private static final int LONG_DIGITS = 18;

  private final boolean wide;

  Decimals(ColumnType.Decimal type) {
    this.wide = type.precision() > LONG_DIGITS;
  }

  @Override
  public void decode(JsonScanner from, ColumnAppender to) throws IOException {
    from.token();
    byte[] bytes = from.bytes();
    boolean negative = bytes[from.begin()] == '-';
    int at = negative ? from.begin() + 1 : from.begin();
    if (wide) {
      appendWide(bytes, at, from.end(), negative, to);
      return;
    }
    long value = 0;
    for (; at < from.end(); at++) {
      if (bytes[at] != '.') {
        value = value * 10 + (bytes[at] - '0');
      }
    }
    to.appendUnscaled(negative ? -value : value);
  }

  private static void appendWide(
      byte[] bytes, int begin, int end, boolean negative, ColumnAppender to) {
    long low = 0;
    long high = 0;
    for (int at = begin; at < end; at++) {
      if (bytes[at] != '.') {
        high = high * 10 + Math.unsignedMultiplyHigh(low, 10);
        long product = low * 10;
        low = product + (bytes[at] - '0');
        high += Long.compareUnsigned(low, product) < 0 ? 1 : 0;
      }
    }
    if (negative) {
      low = -low;
      high = ~high + (low == 0 ? 1 : 0);
    }
    to.appendWide(low, high);
  }
}

package io.asyncquery.sql.mysql;

import io.asyncquery.application.batch.ColumnAppender;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * A decimal as it is written.
 *
 * @param scale how many digits its column has behind the point
 */
record TextDecimal(int scale) implements TextDecoder {

  private static final int MOST_IN_LONG = 18;

  @Override
  public void decode(byte[] bytes, int from, int length, ColumnAppender to) {
    if (length > MOST_IN_LONG || !appendShort(bytes, from, length, to)) {
      appendLong(bytes, from, length, to);
    }
  }

  /** Whether it was written plainly, with as many digits as its column has. */
  private boolean appendShort(byte[] bytes, int from, int length, ColumnAppender to) {
    boolean negative = bytes[from] == '-';
    long value = 0;
    int behind = -1;
    for (int i = negative ? from + 1 : from; i < from + length; i++) {
      byte b = bytes[i];
      if (b == '.') {
        behind = 0;
      } else {
        value = value * 10 + (b - '0');
        behind += behind < 0 ? 0 : 1;
      }
    }
    if (Math.max(behind, 0) != scale) {
      return false;
    }
    to.appendUnscaled(negative ? -value : value);
    return true;
  }

  private void appendLong(byte[] bytes, int from, int length, ColumnAppender to) {
    BigInteger unscaled =
        new BigDecimal(new String(bytes, from, length, StandardCharsets.US_ASCII))
            .setScale(scale, RoundingMode.UNNECESSARY)
            .unscaledValue();
    if (unscaled.bitLength() < Long.SIZE) {
      to.appendUnscaled(unscaled.longValue());
    } else {
      to.appendWide(unscaled.longValue(), unscaled.shiftRight(Long.SIZE).longValue());
    }
  }
}

package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType.Decimal;
import java.math.BigInteger;

/** Decimals of 19 to 38 digits. */
final class WideDecimalWriter extends WidesWriter {

  private final int scale;
  private final long oneLow;
  private final long oneHigh;
  private final boolean hasShort;
  private final PlainDecimal shortText;

  WideDecimalWriter(CellFrame frame, Decimal type) {
    super(frame, type, 2 + WideDigits.BOUND);
    BigInteger one = BigInteger.TEN.pow(type.scale());
    this.scale = type.scale();
    this.oneLow = one.longValue();
    this.oneHigh = one.shiftRight(64).longValue();
    this.hasShort = scale <= PlainDecimal.MAX_SCALE;
    this.shortText = new PlainDecimal(hasShort ? scale : 0);
  }

  @Override
  void writeAll(Block block, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      int start = frame.open(out, at[i]);
      int end =
          hasShort && highs[i] == lows[i] >> 63 && lows[i] != Long.MIN_VALUE
              ? shortText.write(out, start, lows[i])
              : writeLong(block, i, out, start);
      at[i] = frame.close(out, end);
    }
  }

  private int writeLong(Block block, int i, byte[] out, int at) {
    boolean negative = highs[i] < 0;
    long low = negative ? -lows[i] : lows[i];
    long high = negative ? WideDigits.negatedHigh(lows[i], highs[i]) : highs[i];
    boolean belowOne = high < oneHigh || high == oneHigh && Long.compareUnsigned(low, oneLow) < 0;
    if (belowOne) {
      // With a 1 before it, the fraction has all its zeros.
      low += oneLow;
      high += oneHigh + (Long.compareUnsigned(low, oneLow) < 0 ? 1 : 0);
    }
    if (!WideDigits.has(high)) {
      return writeSlowly(block, i, out, at);
    }
    int next = at;
    if (negative) {
      out[next++] = '-';
    }
    if (scale == 0) {
      return WideDigits.write(out, next, low, high);
    }
    // One place further right, so that the whole part makes room for the point by moving back.
    int end = WideDigits.write(out, next + 1, low, high);
    int point = end - 1 - scale;
    System.arraycopy(out, next + 1, out, next, point - next);
    out[point] = '.';
    if (belowOne) {
      out[next] = '0';
    }
    return end;
  }
}

package io.asyncquery.sql.postgresql;

import io.asyncquery.application.batch.ColumnAppender;
import io.asyncquery.domain.ColumnType;
import java.sql.SQLException;

/** A number of a declared precision and scale as its unscaled value, without an object for it. */
final class NumericDecimal implements FieldDecoder {

  private static final int LONG_DIGITS = 18;
  private static final int[] POWERS = {1, 10, 100, 1_000, 10_000};

  private final NumericField number = new NumericField();
  private final int precision;
  private final int scale;
  private long low;
  private long high;

  NumericDecimal(ColumnType.Decimal type) {
    this.precision = type.precision();
    this.scale = type.scale();
  }

  /** NaN is no decimal, although PostgreSQL takes it in such a column. */
  @Override
  public void decode(CopyInput from, int bytes, ColumnAppender to) throws SQLException {
    number.take(from, bytes);
    if (!number.word().isEmpty()) {
      throw new ArithmeticException("[" + number.word() + "] is no decimal");
    }
    if (number.count() > 0 && NumericField.GROUP * number.weight() > precision - scale) {
      throw new ArithmeticException("more digits than the type has");
    }
    low = 0;
    high = 0;
    unscale();
    if (number.isNegative()) {
      negate();
    }
    if (precision > LONG_DIGITS) {
      to.appendWide(low, high);
    } else {
      to.appendUnscaled(low);
    }
  }

  /** Group by group, down to the last decimal place of the type. */
  private void unscale() {
    int places = scale + NumericField.GROUP * number.weight();
    int group = 0;
    for (; group < number.count() && places >= 0; group++, places -= NumericField.GROUP) {
      multiplyAdd(10_000, number.group(group));
    }
    if (group < number.count() && places > -NumericField.GROUP) {
      multiplyAdd(POWERS[NumericField.GROUP + places], number.group(group) / POWERS[-places]);
    } else {
      for (int rest = places + NumericField.GROUP; number.count() > 0 && rest > 0; rest--) {
        multiplyAdd(10, 0);
      }
    }
  }

  private void multiplyAdd(int factor, int summand) {
    if (high == 0 && low >= 0 && low < Long.MAX_VALUE / 10_000 - 1) {
      low = low * factor + summand;
      return;
    }
    long carry = Math.unsignedMultiplyHigh(low, factor);
    long product = low * factor;
    low = product + summand;
    high = high * factor + carry + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
  }

  private void negate() {
    low = -low;
    high = ~high + (low == 0 ? 1 : 0);
  }
}

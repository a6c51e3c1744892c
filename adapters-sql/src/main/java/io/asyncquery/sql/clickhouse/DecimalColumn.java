package io.asyncquery.sql.clickhouse;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.Layout;
import io.asyncquery.application.batch.Validity;
import io.asyncquery.domain.ColumnType.Decimal;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

/**
 * Decimals that lie in a batch as ClickHouse sends them. It lets them have more digits than their
 * type, which other formats do not: such a value is none.
 */
record DecimalColumn(Decimal type) implements ColumnDecoder {

  @Override
  public ColumnVector read(NativeInput in, int rows, Validity validity, Arena arena)
      throws IOException {
    MemorySegment values = FixedColumn.room(type, rows, arena);
    in.readFully(values, 0, (long) rows * Layout.width(type));
    if (!fit(values, rows, validity)) {
      throw new ArithmeticException("more digits than the type has");
    }
    return new FlatVector(type, validity, values);
  }

  private boolean fit(MemorySegment values, int rows, Validity validity) {
    BigInteger end = BigInteger.TEN.pow(type.precision());
    return switch (Layout.width(type)) {
      case 4 -> fitInts(values, rows, validity, end.longValueExact());
      case 8 -> fitLongs(values, rows, validity, end.longValueExact());
      default -> fitHuge(values, rows, validity, end);
    };
  }

  private static boolean fitInts(MemorySegment values, int rows, Validity validity, long end) {
    for (int row = 0; row < rows; row++) {
      int value = values.get(JAVA_INT_UNALIGNED, (long) row << 2);
      if ((value >= end || value <= -end) && !validity.isNull(row)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fitLongs(MemorySegment values, int rows, Validity validity, long end) {
    for (int row = 0; row < rows; row++) {
      long value = values.get(JAVA_LONG_UNALIGNED, (long) row << 3);
      if ((value >= end || value <= -end) && !validity.isNull(row)) {
        return false;
      }
    }
    return true;
  }

  /** By the upper halves; only where one is that of the end too, by the lower as well. */
  private static boolean fitHuge(
      MemorySegment values, int rows, Validity validity, BigInteger end) {
    long upperEnd = end.shiftRight(Long.SIZE).longValueExact();
    for (int row = 0; row < rows; row++) {
      long upper = values.get(JAVA_LONG_UNALIGNED, ((long) row << 4) + 8);
      if ((upper >= upperEnd || upper <= -upperEnd)
          && !validity.isNull(row)
          && exact(values, row, upper).abs().compareTo(end) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static BigInteger exact(MemorySegment values, int row, long upper) {
    long lower = values.get(JAVA_LONG_UNALIGNED, (long) row << 4);
    BigInteger unsigned = new BigInteger(Long.toUnsignedString(lower));
    return BigInteger.valueOf(upper).shiftLeft(Long.SIZE).add(unsigned);
  }
}

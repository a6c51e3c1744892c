package io.asyncquery.sql.postgresql;

import java.sql.SQLException;
import java.util.Arrays;

/**
 * A value of type numeric as PostgreSQL sends it, read into the same object again and again: digits
 * to the base of 10,000, the first of which counts 10,000 to the power of {@link #weight}.
 */
final class NumericField {

  /** Decimal digits in one of PostgreSQL's. */
  static final int GROUP = 4;

  private static final int HEADER_SHORTS = 4;
  private static final int NEGATIVE = 0x4000;
  private static final int NAN = 0xC000;
  private static final int INFINITY = 0xD000;
  private static final int MINUS_INFINITY = 0xF000;

  private short[] groups = new short[16];
  private int count;
  private int weight;
  private int sign;
  private int scale;

  void take(CopyInput from, int length) throws SQLException {
    count = from.takeShort();
    weight = from.takeShort();
    sign = Short.toUnsignedInt(from.takeShort());
    scale = Short.toUnsignedInt(from.takeShort());
    if (count < 0 || length != (count + HEADER_SHORTS) * Short.BYTES) {
      throw CopyInput.broken("A numeric of [" + count + "] digits has [" + length + "] bytes");
    }
    if (groups.length < count) {
      groups = Arrays.copyOf(groups, count * 2);
    }
    for (int i = 0; i < count; i++) {
      groups[i] = from.takeShort();
    }
  }

  /** What it is called where it is no number, else empty. */
  String word() {
    return switch (sign) {
      case NAN -> "NaN";
      case INFINITY -> "Infinity";
      case MINUS_INFINITY -> "-Infinity";
      default -> "";
    };
  }

  boolean isNegative() {
    return sign == NEGATIVE;
  }

  int count() {
    return count;
  }

  int weight() {
    return weight;
  }

  /** How many decimal places it is shown with. */
  int scale() {
    return scale;
  }

  /** The group at {@code index}, 0 to 9,999; zero beyond those that were sent. */
  int group(int index) {
    return index >= 0 && index < count ? groups[index] : 0;
  }
}

package io.asyncquery.sql.sample;

/**
 * A scale factor and the table sizes that follow from it, after the paper's table of cardinalities.
 *
 * @param factor 0.0001 to 1000; 1 is about six million rows of LINEORDER
 */
record Scale(double factor) {
  /** The smallest scale at which every table of TPC-H still has a row. */
  private static final double MIN = 0.0001;

  private static final double MAX = 1000;
  private static final int PARTS = 200_000;

  Scale {
    if (!(factor >= MIN && factor <= MAX)) {
      throw new IllegalArgumentException(
          "Scale [" + factor + "] is out of range: give a number from 0.0001 to 1000");
    }
  }

  int customers() {
    return proportional(30_000);
  }

  int suppliers() {
    return proportional(2_000);
  }

  /** Grows with the logarithm of the scale from 1 on, and in proportion to it below. */
  int parts() {
    return factor < 1 ? proportional(PARTS) : PARTS * (1 + Math.getExponent(factor));
  }

  private int proportional(int base) {
    return Math.max(1, Math.toIntExact(Math.round(base * factor)));
  }
}

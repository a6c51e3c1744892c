package io.asyncquery.sql.sample;

import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.SupplierGenerator;
import io.trino.tpch.TextPool;

/**
 * The TPC-H generators that the star schema is derived from.
 *
 * <p>They draw comments, which the star schema leaves out, from a pool of text that is 300 MB large
 * by default. Here it is a few kilobytes: no other column depends on it.
 */
final class Tpch {
  private static final Distributions DISTRIBUTIONS = Distributions.getDefaultDistributions();
  private static final TextPool COMMENTS = new TextPool(4096, DISTRIBUTIONS);

  private Tpch() {}

  static RegionGenerator regions() {
    return new RegionGenerator(DISTRIBUTIONS, () -> COMMENTS);
  }

  static NationGenerator nations() {
    return new NationGenerator(DISTRIBUTIONS, () -> COMMENTS);
  }

  static CustomerGenerator customers(int rows) {
    double scale = scaleOf(rows, CustomerGenerator.SCALE_BASE);
    return new CustomerGenerator(scale, 1, 1, DISTRIBUTIONS, () -> COMMENTS);
  }

  static SupplierGenerator suppliers(int rows) {
    double scale = scaleOf(rows, SupplierGenerator.SCALE_BASE);
    return new SupplierGenerator(scale, 1, 1, DISTRIBUTIONS, () -> COMMENTS);
  }

  static PartGenerator parts(int rows) {
    double scale = scaleOf(rows, PartGenerator.SCALE_BASE);
    return new PartGenerator(scale, 1, 1, DISTRIBUTIONS, () -> COMMENTS);
  }

  static OrderGenerator orders(Scale scale) {
    return new OrderGenerator(scale.factor(), 1, 1, DISTRIBUTIONS, () -> COMMENTS);
  }

  /** The lines of {@link #orders}, in the same order. */
  static LineItemGenerator lines(Scale scale) {
    return new LineItemGenerator(scale.factor(), 1, 1, DISTRIBUTIONS, () -> COMMENTS);
  }

  static long orderCount(Scale scale) {
    return (long) (OrderGenerator.SCALE_BASE * scale.factor());
  }

  /**
   * The scale at which a generator cuts off after that many rows; the half row guards against
   * rounding.
   */
  private static double scaleOf(int rows, int base) {
    return (rows + 0.5) / base;
  }
}

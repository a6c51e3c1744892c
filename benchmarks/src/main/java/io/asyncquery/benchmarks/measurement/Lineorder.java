package io.asyncquery.benchmarks.measurement;

/** Queries of the sample data. */
final class Lineorder {

  /** Every order line: 18 columns, six million rows at scale 1. */
  static final String ALL = "select * from p_lineorder";

  private Lineorder() {}

  static String limit(int rows) {
    return ALL + " limit " + rows;
  }
}

package io.asyncquery.benchmarks.report;

/**
 * What a figure has to be.
 *
 * @param limit the figure that just meets it; 0 where there is no goal
 */
public record Goal(Bound bound, double limit) {

  /** For figures that are told for their own sake. */
  public static final Goal NONE = new Goal(Bound.NONE, 0);

  /** On which side of the limit it is good. */
  public enum Bound {
    AT_LEAST,
    AT_MOST,
    NONE
  }

  public static Goal atLeast(double limit) {
    return new Goal(Bound.AT_LEAST, limit);
  }

  public static Goal atMost(double limit) {
    return new Goal(Bound.AT_MOST, limit);
  }

  boolean metBy(double figure) {
    return switch (bound) {
      case AT_LEAST -> figure >= limit;
      case AT_MOST -> figure <= limit;
      case NONE -> true;
    };
  }
}

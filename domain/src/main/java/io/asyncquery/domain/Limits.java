package io.asyncquery.domain;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BinaryOperator;

/**
 * How far a query may go. What is absent has no bound.
 *
 * @param runTime from the beginning of an execution, the time in the queue not counted; positive
 * @param rows of the result, without a header
 * @param bytes of the result, as a file
 * @param columns of the result; 1 or more
 */
public record Limits(
    Optional<Duration> runTime, Optional<Cap> rows, Optional<Cap> bytes, OptionalInt columns) {

  /** No bounds. */
  public static final Limits NONE =
      new Limits(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());

  /** What becomes of a result that would grow past a cap. In the order of their strictness. */
  public enum OnLimit {
    /** There is none: the query fails. */
    FAIL,
    /** It ends before the first row that does not fit, and says so. */
    TRUNCATE
  }

  /**
   * A bound on the size of a result.
   *
   * @param max the largest size allowed, 0 or more
   */
  public record Cap(long max, OnLimit onLimit) {
    public Cap {
      if (max < 0) {
        throw new IllegalArgumentException("a limit must be 0 or more, not [" + max + "]");
      }
    }

    /** The smaller one; of two that are equal, the one that fails. */
    Cap tightest(Cap other) {
      if (max != other.max) {
        return max < other.max ? this : other;
      }
      return onLimit.compareTo(other.onLimit) <= 0 ? this : other;
    }
  }

  public Limits {
    if (runTime.isPresent() && !runTime.get().isPositive()) {
      throw new IllegalArgumentException(
          "a run time must be positive, not [" + runTime.get() + "]");
    }
    if (columns.isPresent() && columns.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "a limit of columns must be 1 or more, not [" + columns.getAsInt() + "]");
    }
  }

  /** Bound by bound the tighter of both; a cap keeps what it says of a result that outgrows it. */
  public Limits tightest(Limits other) {
    return new Limits(
        tightest(runTime, other.runTime, (a, b) -> a.compareTo(b) <= 0 ? a : b),
        tightest(rows, other.rows, Cap::tightest),
        tightest(bytes, other.bytes, Cap::tightest),
        tightest(columns, other.columns));
  }

  private static <T> Optional<T> tightest(
      Optional<T> one, Optional<T> other, BinaryOperator<T> tighter) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return Optional.of(tighter.apply(one.get(), other.get()));
  }

  private static OptionalInt tightest(OptionalInt one, OptionalInt other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isPresent() ? one : other;
    }
    return OptionalInt.of(Math.min(one.getAsInt(), other.getAsInt()));
  }
}

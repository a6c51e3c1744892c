package io.asyncquery.benchmarks.report;

import java.util.Locale;

/** Figures as people read them: three digits that count, in no locale's way. */
final class Figures {

  private Figures() {}

  static String of(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  static String of(Series series) {
    return (of(series.median()) + " " + series.unit()).strip();
  }

  /** As it was given: {@code 1}, {@code 0.05}. */
  static String number(double value) {
    return Double.toString(value).replaceFirst("\\.0$", "");
  }

  /** The goal, such as {@code >= 3}; nothing where there is none. */
  static String of(Goal goal) {
    String limit = number(goal.limit());
    return switch (goal.bound()) {
      case AT_LEAST -> ">= " + limit;
      case AT_MOST -> "<= " + limit;
      case NONE -> "";
    };
  }

  static String met(Goal goal, boolean met) {
    return goal.bound() == Goal.Bound.NONE ? "" : met ? "met" : "not met";
  }
}

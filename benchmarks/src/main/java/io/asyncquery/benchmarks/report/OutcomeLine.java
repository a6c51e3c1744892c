package io.asyncquery.benchmarks.report;

/** An outcome as one line of the terminal. */
public final class OutcomeLine {

  private OutcomeLine() {}

  public static String of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Compared compared ->
          "%s: %s %s, ours %s, ratio %s%s"
              .formatted(
                  compared.title(),
                  compared.peer().name(),
                  Figures.of(compared.peer()),
                  Figures.of(compared.ours()),
                  Figures.of(compared.ratios().median()),
                  goal(compared.goal(), compared.met()));
      case Outcome.Timed timed ->
          "%s: %s%s"
              .formatted(timed.title(), Figures.of(timed.ours()), goal(timed.goal(), timed.met()));
      case Outcome.Skipped(String title, String missing) ->
          "%s: SKIPPED, %s".formatted(title, missing);
      case Outcome.Broken(String title, String fault) -> "%s: FAILED, %s".formatted(title, fault);
    };
  }

  private static String goal(Goal goal, boolean met) {
    return goal.bound() == Goal.Bound.NONE
        ? ""
        : ", goal %s: %s".formatted(Figures.of(goal), Figures.met(goal, met));
  }
}

package io.asyncquery.benchmarks.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page {@code docs/performance.md}, rendered from a report and nothing else. */
public final class PerformancePage {

  /** What the goals are stated for. */
  private static final double GOAL_SCALE = 1;

  private static final int GOAL_RUNS = 5;

  private PerformancePage() {}

  public static String of(Report report) {
    return """
    # Performance

    This page is written by `./asyncquery bench` from what it measured: change the measurement, not the page.

    %s
    | measurement | peer | ours | ratio | goal | |
    |---|---|---|---|---|---|
    %s

    ## How it was measured

    Each side is a process or a library call on the same machine in the same run, and the two take turns. Where
    they live on between turns, a first turn of each is not counted. A figure is the median of its samples, a ratio
    the median of the ratios turn by turn. The server is started by its launcher with the settings that users get,
    and driven over HTTP. Its results are forced to the disk before they count as there; what the peers write is not.
    Encoder and query store alone are measured by `./asyncquery bench jmh`.

    %s

    | | |
    |---|---|
    | date | %s |
    | machine | %s |
    | Java | %s |
    %s
    """
        .formatted(
            size(report),
            report.outcomes().stream().map(PerformancePage::row).collect(Collectors.joining("\n")),
            report.outcomes().stream()
                .map(PerformancePage::explanation)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n")),
            report.date(),
            machine(report.machine()),
            cell(report.machine().java()),
            report.versions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(version -> "| %s | %s |".formatted(version.getKey(), cell(version.getValue())))
                .collect(Collectors.joining("\n")));
  }

  private static String size(Report report) {
    String size =
        "Sample data of scale %s, %d counted runs."
            .formatted(Figures.number(report.scale()), report.runs());
    return report.scale() >= GOAL_SCALE && report.runs() >= GOAL_RUNS
        ? size + "\n"
        : size
            + (" **That is less than the goals are stated for** (scale %s, %d runs): what "
                    + "follows shows that\nthe measurements work, not how fast the product is.\n")
                .formatted(Figures.number(GOAL_SCALE), GOAL_RUNS);
  }

  private static String row(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Compared compared ->
          "| %s | %s: %s | %s | %s | %s | %s |"
              .formatted(
                  cell(compared.title()),
                  cell(compared.peer().name()),
                  Figures.of(compared.peer()),
                  Figures.of(compared.ours()),
                  Figures.of(compared.ratios().median()),
                  Figures.of(compared.goal()),
                  Figures.met(compared.goal(), compared.met()));
      case Outcome.Timed timed ->
          "| %s | | %s | | %s | %s |"
              .formatted(
                  cell(timed.title()),
                  Figures.of(timed.ours()),
                  (Figures.of(timed.goal()) + " " + unit(timed)).strip(),
                  Figures.met(timed.goal(), timed.met()));
      case Outcome.Skipped(String title, String missing) ->
          "| %s | | | | | skipped: %s |".formatted(cell(title), cell(missing));
      case Outcome.Broken(String title, String fault) ->
          "| %s | | | | | failed: %s |".formatted(cell(title), cell(fault));
    };
  }

  private static String unit(Outcome.Timed timed) {
    return timed.goal().bound() == Goal.Bound.NONE ? "" : timed.ours().unit();
  }

  private static String explanation(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Compared compared ->
          "- **%s.** %s Ratio: %s."
              .formatted(compared.title(), compared.how(), compared.ratios().name());
      case Outcome.Timed timed -> "- **%s.** %s".formatted(timed.title(), timed.how());
      case Outcome.Skipped _, Outcome.Broken _ -> "";
    };
  }

  private static String machine(Machine machine) {
    return cell(
        String.format(
            Locale.ROOT,
            "%d cores, %s, %,d MB, %s",
            machine.cores(),
            machine.processor(),
            machine.memoryMegabytes(),
            machine.system()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace('\n', ' ');
  }
}

package io.asyncquery.benchmarks.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that one run of the benchmarks found.
 *
 * @param date in UTC, after ISO 8601
 * @param versions of the product and its peers, by name
 * @param scale of the sample data; 1 is six million order lines
 * @param runs counted ones of each measurement
 */
public record Report(
    String date,
    Machine machine,
    Map<String, String> versions,
    double scale,
    int runs,
    List<Outcome> outcomes) {

  /** The same with more outcomes at its end. */
  public Report with(List<Outcome> more) {
    return new Report(
        date,
        machine,
        versions,
        scale,
        runs,
        Stream.concat(outcomes.stream(), more.stream()).toList());
  }

  /** Whether every measurement came to its end. */
  public boolean complete() {
    return outcomes.stream().noneMatch(Outcome.Broken.class::isInstance);
  }
}

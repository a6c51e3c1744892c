package io.asyncquery.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * Every counted sample of one side of a measurement, in the order in which they were taken.
 *
 * @param name what was measured, such as {@code nginx 1.22.1}
 * @param unit such as {@code s} or {@code MB/s}
 */
public record Series(String name, String unit, List<Double> samples) {

  public Series {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("[" + name + "] has no samples");
    }
    samples = List.copyOf(samples);
  }

  /** The middle sample; of an even number, halfway between the two in the middle. */
  @JsonProperty(access = Access.READ_ONLY)
  public double median() {
    List<Double> sorted = samples.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * The smallest sample that {@code fraction} of all do not exceed.
   *
   * @param fraction above 0, at most 1
   */
  public double percentile(double fraction) {
    int rank = (int) Math.ceil(fraction * samples.size());
    return samples.stream().sorted().toList().get(Math.max(1, rank) - 1);
  }

  /** Sample by sample with those of the other side's same turn. */
  Series combined(String newName, Series other, DoubleBinaryOperator operator) {
    if (samples.size() != other.samples.size()) {
      throw new IllegalArgumentException(
          "[" + name + "] and [" + other.name + "] did not take turns");
    }
    return new Series(
        newName,
        "",
        IntStream.range(0, samples.size())
            .mapToObj(i -> operator.applyAsDouble(samples.get(i), other.samples.get(i)))
            .toList());
  }
}

package io.asyncquery.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesTest {

  @Test
  void a_percentile_is_a_sample_that_the_fraction_does_not_exceed() {
    Series hundred =
        new Series("x", "ms", IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList());

    assertEquals(50, hundred.percentile(0.5));
    assertEquals(99, hundred.percentile(0.99));
    assertEquals(100, hundred.percentile(1));
    assertEquals(50.5, hundred.median());
  }

  @Test
  void sides_that_did_not_take_turns_cannot_be_compared() {
    Series one = new Series("one", "s", List.of(1.0));
    Series two = new Series("two", "s", List.of(1.0, 2.0));

    assertThrows(IllegalArgumentException.class, () -> one.combined("ratio", two, (a, b) -> a / b));
  }
}

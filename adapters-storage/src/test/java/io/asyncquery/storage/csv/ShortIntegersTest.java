package io.asyncquery.storage.csv;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.ColumnAppender;
import io.asyncquery.domain.ColumnType.Scalar;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Blocks of short integers, and blocks that look like such up to one value. */
class ShortIntegersTest {

  @Test
  void every_small_integer_is_written_whole() {
    assertWritten(LongStream.range(0, 10_000).boxed().toList());
  }

  @Test
  void integers_of_every_length_are_written_whole() {
    for (long power = 1; power <= 100_000_000; power *= 10) {
      assertWritten(LongStream.range(Math.max(0, power - 300), power).boxed().toList());
      assertWritten(LongStream.rangeClosed(power, power + 300).boxed().toList());
    }
  }

  @Property(tries = 300)
  void one_value_out_of_range_anywhere_does_no_harm(
      @ForAll @Size(min = 1, max = 300) List<@LongRange(max = 99_999_999) Long> values,
      @ForAll @IntRange(max = 299) int place,
      @ForAll long other) {
    values.set(place % values.size(), other);

    assertWritten(values);
  }

  @Test
  void the_bounds_are_exact() {
    assertTrue(ShortIntegers.are(new long[] {0, 99_999_999}, 2));
    assertFalse(ShortIntegers.are(new long[] {0, 100_000_000}, 2));
    assertFalse(ShortIntegers.are(new long[] {-1, 9_999}, 2));
    assertFalse(ShortIntegers.are(new long[] {Long.MIN_VALUE}, 1));
    assertFalse(ShortIntegers.are(new long[] {Long.MAX_VALUE}, 1));
  }

  @Test
  void what_lies_behind_the_count_does_not_matter() {
    assertTrue(ShortIntegers.are(new long[] {7, -1}, 1));
  }

  private static void assertWritten(List<Long> values) {
    Blocks.assertWritten(Scalar.BIGINT, ColumnAppender::appendLong, String::valueOf, values);
  }
}

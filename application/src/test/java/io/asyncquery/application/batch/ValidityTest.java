package io.asyncquery.application.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ValidityTest {

  @Property
  void bits_from_any_row_on_are_those_of_its_rows_and_no_others(
      @ForAll @Size(4) long[] words,
      @ForAll @IntRange(max = 255) int row,
      @ForAll @IntRange(min = 1, max = 256) int length) {
    Validity validity = new Validity(MemorySegment.ofArray(words));
    int to = Math.min(256, row + length);

    long bits = validity.bits(row, to);

    for (int i = 0; i < Long.SIZE; i++) {
      boolean valid = row + i < to && !validity.isNull(row + i);
      assertEquals(valid ? 1 : 0, bits >>> i & 1, "row " + (row + i));
    }
  }
}

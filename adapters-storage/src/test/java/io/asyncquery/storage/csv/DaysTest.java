package io.asyncquery.storage.csv;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.ColumnAppender;
import io.asyncquery.domain.ColumnType.Scalar;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Blocks of days that the table has, and around its ends. */
class DaysTest {

  private static final int END = Days.FIRST + Days.COUNT;

  @Test
  void every_day_of_the_table_is_written_whole() {
    assertWritten(IntStream.range(Days.FIRST, END).boxed().toList());
  }

  @Test
  void days_before_and_behind_do_no_harm() {
    assertWritten(IntStream.range(Days.FIRST - 300, Days.FIRST + 300).boxed().toList());
    assertWritten(IntStream.range(END - 300, END + 300).boxed().toList());
  }

  @Test
  void the_bounds_are_exact() {
    assertTrue(Days.haveAll(new long[] {Days.FIRST, END - 1}, 2));
    assertFalse(Days.haveAll(new long[] {Days.FIRST - 1, 0}, 2));
    assertFalse(Days.haveAll(new long[] {0, END}, 2));
    assertTrue(Days.haveAll(new long[] {0, END}, 1));
  }

  private static void assertWritten(List<Integer> days) {
    Blocks.assertWritten(
        Scalar.DATE, ColumnAppender::appendInt, day -> LocalDate.ofEpochDay(day).toString(), days);
  }
}

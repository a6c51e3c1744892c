package io.asyncquery.storage.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.BatchBuilder;
import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.CsvDialect;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
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

  /** Two columns: the first cell ends with a separator, the second with a line. */
  private static void assertWritten(List<Integer> days) {
    List<Column> columns = List.of(new Column("a", Scalar.DATE), new Column("b", Scalar.DATE));
    BatchBuilder builder = new BatchBuilder(columns);
    for (int day : days) {
      builder.column(0).appendInt(day);
      builder.column(1).appendInt(day);
      builder.endRow();
    }
    Lines lines = new Lines();
    try (ColumnBatch batch = builder.build()) {
      new RowEncoder(columns, CsvDialect.DEFAULT).encode(batch, 0, lines);
    }
    assertEquals(
        days.stream()
            .map(LocalDate::ofEpochDay)
            .map(day -> day + "," + day + "\n")
            .collect(Collectors.joining()),
        new String(lines.bytes(), 0, lines.size(), StandardCharsets.UTF_8));
  }
}

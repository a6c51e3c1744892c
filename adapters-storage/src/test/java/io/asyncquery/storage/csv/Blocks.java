package io.asyncquery.storage.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.batch.BatchBuilder;
import io.asyncquery.application.batch.ColumnAppender;
import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.CsvDialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Values of a type, written as a block. */
final class Blocks {

  private Blocks() {}

  /**
   * Each value is written as {@code text} says, in two columns: the first cell ends with a
   * separator, the second with a line.
   */
  static <T> void assertWritten(
      ColumnType type,
      BiConsumer<ColumnAppender, T> append,
      Function<T, String> text,
      List<T> values) {
    List<Column> columns = List.of(new Column("a", type), new Column("b", type));
    BatchBuilder builder = new BatchBuilder(columns);
    for (T value : values) {
      append.accept(builder.column(0), value);
      append.accept(builder.column(1), value);
      builder.endRow();
    }
    Lines lines = new Lines();
    try (ColumnBatch batch = builder.build()) {
      new RowEncoder(columns, CsvDialect.DEFAULT).encode(batch, 0, lines);
    }
    assertEquals(
        values.stream()
            .map(text)
            .map(cell -> cell + "," + cell + "\n")
            .collect(Collectors.joining()),
        new String(lines.bytes(), 0, lines.size(), StandardCharsets.UTF_8));
  }
}

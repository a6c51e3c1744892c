package io.asyncquery.application.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.testdata.JavaValues;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.StoredForms;
import io.asyncquery.application.testdata.ValueAppender;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchBuilderTest {

  static List<ColumnType> types() {
    return StoredForms.types();
  }

  /** Any values of any type, repeated past the growth of every buffer. */
  @Property(tries = 100)
  void values_are_read_as_they_were_appended(
      @ForAll("samples") Sample sample, @ForAll @IntRange(min = 1, max = 5_000) int count) {
    List<@Nullable Object> expected = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      expected.add(sample.values().get(row * 31 % sample.values().size()));
    }

    assertEquals(expected, readBack(sample.type(), expected));
  }

  @Provide
  Arbitrary<Sample> samples() {
    return Arbitraries.of(StoredForms.types())
        .flatMap(type ->
            JavaValues.of(type)
                .injectNull(0.2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .map(values -> new Sample(type, values)));
  }

  record Sample(ColumnType type, List<@Nullable Object> values) {}

  @ParameterizedTest
  @MethodSource("types")
  void null_is_kept_at_the_borders_of_words_and_buffers(ColumnType type) {
    Object value = JavaValues.of(type).sample();
    List<Integer> borders =
        List.of(0, 1, 62, 63, 64, 127, 2_046, 2_047, 2_048, 4_095, 4_096, 4_999);
    List<@Nullable Object> expected = new ArrayList<>();
    for (int row = 0; row < 5_000; row++) {
      expected.add(borders.contains(row) ? null : value);
    }

    assertEquals(expected, readBack(type, expected));
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_column_of_nulls_alone_has_no_value(ColumnType type) {
    List<@Nullable Object> nulls = Arrays.asList(new Object[3_000]);

    assertEquals(nulls, readBack(type, nulls));
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_column_without_null_says_so(ColumnType type) {
    try (BatchBuilder builder = new BatchBuilder(List.of(new Column("c", type)))) {
      ValueAppender.append(builder.column(0), type, JavaValues.of(type).sample());
      builder.endRow();

      assertTrue(builder.column(0).vector().validity().allValid());

      builder.column(0).appendNull();
      assertFalse(builder.column(0).vector().validity().allValid());
    }
  }

  /** Around what lies in place, what shares a slab, and what has its own memory. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 11, 12, 13, 16_383, 16_384, 16_385, 65_535, 65_536, 65_537, 3_000_000})
  void texts_of_every_length_are_kept(int length) {
    String text = "x".repeat(length);
    List<@Nullable Object> expected = List.of("before", text, "between, and longer", text, "after");

    assertEquals(expected, readBack(Scalar.VARCHAR, expected));
  }

  @Test
  void many_texts_fill_many_slabs() {
    List<@Nullable Object> expected = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      expected.add("text of row " + i + ", " + "y".repeat(i % 100));
    }

    assertEquals(expected, readBack(Scalar.VARCHAR, expected));
  }

  @Test
  void bytes_are_taken_from_the_middle_of_foreign_memory() {
    byte[] source = "0123456789abcdefghijklmnop".getBytes(StandardCharsets.UTF_8);
    BatchBuilder builder = new BatchBuilder(List.of(new Column("c", Scalar.VARCHAR)));
    builder.column(0).appendBytes(MemorySegment.ofArray(source), 3, 5);
    builder.column(0).appendBytes(MemorySegment.ofArray(source), 2, 20);
    builder.endRow();
    builder.endRow();

    try (ColumnBatch batch = builder.build()) {
      FlatVector texts = assertInstanceOf(FlatVector.class, batch.column(0));
      assertEquals("34567", texts.getString(0));
      assertEquals("23456789abcdefghijkl", texts.getString(1));
    }
  }

  @Test
  void columns_of_different_types_stand_side_by_side() {
    Rows rows = Rows.of(StoredForms.columnsOfEveryType());
    List<List<@Nullable Object>> samples = new ArrayList<>();
    for (Column column : rows.columns()) {
      samples.add(JavaValues.of(column.type()).injectNull(0.2).list().ofSize(11).sample());
    }
    for (int row = 0; row < 2_100; row++) {
      int index = row % 11;
      rows.row(samples.stream().map(values -> values.get(index)).toArray());
    }

    try (ColumnBatch batch = rows.batch()) {
      assertEquals(rows.values(), Rows.read(batch, rows.columns().size()));
    }
  }

  @Test
  void values_lie_as_the_layout_says() {
    var columns =
        List.of(
            new Column("decimal", new ColumnType.Decimal(38, 2)),
            new Column("uuid", Scalar.UUID),
            new Column("time", Scalar.TIME_WITH_TIME_ZONE),
            new Column("nanos", new ColumnType.Timestamp(ColumnType.Timestamp.Unit.NANOSECONDS)),
            new Column("list", new ColumnType.Array(Scalar.TINYINT)));
    Rows rows =
        Rows.of(columns)
            .row(
                new BigDecimal("-0.01"),
                new UUID(1, 2),
                OffsetTime.parse("00:00:01+01:00"),
                LocalDateTime.parse("1969-12-31T23:59:59.999999999"),
                List.of((byte) 1, (byte) 2))
            .row(null, null, null, Long.MAX_VALUE, List.of((byte) 3));

    try (ColumnBatch batch = rows.batch()) {
      FlatVector decimals = assertInstanceOf(FlatVector.class, batch.column(0));
      assertEquals(-1L, decimals.lowLong(0));
      assertEquals(-1L, decimals.highLong(0));
      FlatVector uuids = assertInstanceOf(FlatVector.class, batch.column(1));
      assertEquals(2L, uuids.lowLong(0));
      assertEquals(0x8000_0000_0000_0001L, uuids.highLong(0));
      FlatVector times = assertInstanceOf(FlatVector.class, batch.column(2));
      assertEquals(1_000_000L << 24 | (57_599 - 3_600), times.getLong(0));
      FlatVector nanos = assertInstanceOf(FlatVector.class, batch.column(3));
      assertEquals(-1L, nanos.getLong(0));
      assertEquals(Long.MAX_VALUE, nanos.getLong(1));
      ListVector lists = assertInstanceOf(ListVector.class, batch.column(4));
      assertEquals(List.of(0, 2), List.of(lists.start(0), lists.length(0)));
      assertEquals(List.of(2, 1), List.of(lists.start(1), lists.length(1)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 9, 10, 18, 19, 38})
  void an_unscaled_decimal_takes_the_width_of_its_precision(int precision) {
    var type = new ColumnType.Decimal(precision, 0);
    long largest = (long) Math.pow(10, Math.min(precision, 17)) - 1;
    BatchBuilder builder = new BatchBuilder(List.of(new Column("c", type)));
    for (long value : new long[] {largest, -largest, 0}) {
      builder.column(0).appendUnscaled(value);
      builder.endRow();
    }

    try (ColumnBatch batch = builder.build()) {
      assertEquals(
          List.of(
              List.of(new BigDecimal(largest)),
              List.of(new BigDecimal(-largest)),
              List.of(BigDecimal.ZERO)),
          Rows.read(batch, 1));
    }
  }

  @Test
  void a_batch_is_read_and_closed_on_another_thread() throws Exception {
    Rows rows = Rows.numbered(5_000);
    ColumnBatch batch = rows.batch();

    var read = CompletableFuture.supplyAsync(() -> Rows.read(batch, 2)).get();
    CompletableFuture.runAsync(batch::close).get();

    assertEquals(rows.values(), read);
  }

  @Test
  void a_builder_that_is_closed_takes_nothing_more() {
    BatchBuilder builder = new BatchBuilder(List.of(new Column("c", Scalar.INTEGER)));
    builder.column(0).appendInt(1);

    builder.close();

    assertThrows(IllegalStateException.class, () -> builder.column(0).appendInt(2));
  }

  @Test
  void rows_are_counted() {
    try (BatchBuilder builder = new BatchBuilder(List.of(new Column("c", Scalar.INTEGER)))) {
      assertEquals(0, builder.rowCount());
      builder.column(0).appendInt(1);
      builder.endRow();
      builder.column(0).appendNull();
      builder.endRow();
      assertEquals(2, builder.rowCount());
      assertEquals(2, builder.column(0).rowCount());
    }
  }

  @Test
  void copied_bytes_are_the_text_in_utf_8() {
    try (ColumnBatch batch =
        Rows.of(new Column("c", Scalar.VARCHAR)).row("İı 异步 \uD83D\uDE00").batch()) {
      FlatVector texts = assertInstanceOf(FlatVector.class, batch.column(0));
      assertArrayEquals("İı 异步 \uD83D\uDE00".getBytes(StandardCharsets.UTF_8), texts.getBytes(0));
    }
  }

  private static List<@Nullable Object> readBack(ColumnType type, List<@Nullable Object> values) {
    Rows rows = Rows.of(new Column("c", type));
    values.forEach(value -> rows.row(new @Nullable Object[] {value}));
    try (ColumnBatch batch = rows.batch()) {
      assertEquals(values.size(), batch.rowCount());
      assertEquals(type, batch.column(0).type());
      List<@Nullable Object> read = new ArrayList<>();
      for (List<@Nullable Object> row : Rows.read(batch, 1)) {
        read.add(row.get(0));
      }
      return read;
    }
  }
}

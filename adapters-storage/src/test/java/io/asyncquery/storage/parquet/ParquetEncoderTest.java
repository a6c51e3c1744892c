package io.asyncquery.storage.parquet;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Interval;
import io.asyncquery.application.testdata.JavaValues;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.TrackedBatches;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Array;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Struct;
import io.asyncquery.domain.ColumnType.Timestamp;
import io.asyncquery.domain.ColumnType.Timestamp.Unit;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.storage.json.JsonEncoder;
import io.asyncquery.storage.results.ResultEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParquetEncoderTest {

  @TempDir Path folder;

  static Stream<Arguments> types() {
    return Stream.of(
        Arguments.of(Scalar.BOOLEAN, "BOOLEAN"),
        Arguments.of(Scalar.TINYINT, "TINYINT"),
        Arguments.of(Scalar.SMALLINT, "SMALLINT"),
        Arguments.of(Scalar.INTEGER, "INTEGER"),
        Arguments.of(Scalar.BIGINT, "BIGINT"),
        Arguments.of(Scalar.UTINYINT, "UTINYINT"),
        Arguments.of(Scalar.USMALLINT, "USMALLINT"),
        Arguments.of(Scalar.UINTEGER, "UINTEGER"),
        Arguments.of(Scalar.UBIGINT, "UBIGINT"),
        Arguments.of(Scalar.HUGEINT, "DECIMAL(38,0)"),
        Arguments.of(Scalar.UHUGEINT, "DECIMAL(38,0)"),
        Arguments.of(Scalar.REAL, "FLOAT"),
        Arguments.of(Scalar.DOUBLE, "DOUBLE"),
        Arguments.of(Scalar.VARCHAR, "VARCHAR"),
        Arguments.of(Scalar.JSON, "JSON"),
        Arguments.of(Scalar.VARBINARY, "BLOB"),
        Arguments.of(Scalar.DATE, "DATE"),
        Arguments.of(Scalar.TIME, "TIME"),
        Arguments.of(Scalar.TIME_WITH_TIME_ZONE, "TIME WITH TIME ZONE"),
        Arguments.of(Scalar.TIMESTAMP_WITH_TIME_ZONE, "TIMESTAMP WITH TIME ZONE"),
        Arguments.of(Scalar.INTERVAL, "INTERVAL"),
        Arguments.of(Scalar.UUID, "UUID"),
        Arguments.of(new Decimal(4, 2), "DECIMAL(4,2)"),
        Arguments.of(new Decimal(9, 0), "DECIMAL(9,0)"),
        Arguments.of(new Decimal(18, 18), "DECIMAL(18,18)"),
        Arguments.of(new Decimal(38, 10), "DECIMAL(38,10)"),
        Arguments.of(new Timestamp(Unit.SECONDS), "TIMESTAMP"),
        Arguments.of(new Timestamp(Unit.MILLISECONDS), "TIMESTAMP"),
        Arguments.of(new Timestamp(Unit.MICROSECONDS), "TIMESTAMP"),
        Arguments.of(new Timestamp(Unit.NANOSECONDS), "TIMESTAMP_NS"),
        Arguments.of(new Array(Scalar.DATE), "DATE[]"),
        Arguments.of(
            new Struct(List.of(new Column("x", Scalar.UUID), new Column("y", new Decimal(5, 1)))),
            "STRUCT(x UUID, y DECIMAL(5,1))"),
        Arguments.of(new ColumnType.Map(Scalar.VARCHAR, Scalar.TINYINT), "MAP(VARCHAR, TINYINT)"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_type_stays_what_it_is(ColumnType type, String expected) throws Exception {
    Path file = encode(Rows.of(new Column("c", type)).row((Object) null));

    try (DuckDb reader = new DuckDb()) {
      List<String> described = reader.query("describe select * from $file", file).getFirst();
      assertEquals(List.of("c", expected), described.subList(0, 2));
      assertEquals("null", reader.value("select c from $file", file));
    }
  }

  @Property(tries = 100)
  void values_of_any_flat_type_read_back_the_same(
      @ForAll("columns") Tuple2<ColumnType, List<@Nullable Object>> column) throws Exception {
    ColumnType type = column.get1();
    Rows rows = Rows.of(new Column("c", type));
    column.get2().forEach(rows::row);
    Path file = Files.createTempFile("any", ".parquet");
    try (DuckDb reader = new DuckDb()) {
      Files.write(file, bytes(new ParquetEncoder(), rows));

      List<String> read =
          reader.query("select " + comparable(type) + " from $file", file).stream()
              .map(List::getFirst)
              .toList();

      assertEquals(column.get2().stream().map(v -> expected(type, v)).toList(), read);
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  static Arbitrary<Tuple2<ColumnType, List<@Nullable Object>>> columns() {
    List<ColumnType> flat =
        types()
            .map(arguments -> (ColumnType) arguments.get()[0])
            .filter(type -> !(type instanceof Array || type instanceof Struct))
            .filter(type -> !(type instanceof ColumnType.Map))
            .toList();
    return Arbitraries.of(flat)
        .flatMap(type ->
            (type == Scalar.INTERVAL ? intervals() : JavaValues.of(type))
                .filter(value -> fits(type, value))
                .injectNull(0.1)
                .list()
                .ofMinSize(1)
                .ofMaxSize(50)
                .map(values -> Tuple.of(type, values)));
  }

  private static Arbitrary<Object> intervals() {
    return Combinators.combine(
            Arbitraries.integers().greaterOrEqual(0),
            Arbitraries.integers().greaterOrEqual(0),
            Arbitraries.longs().between(0, 0xFFFF_FFFFL))
        .as((months, days, millis) -> new Interval(months, days, millis * 1_000));
  }

  /** Whether Parquet can carry it, and DuckDB's arithmetic can show it. */
  private static boolean fits(ColumnType type, Object value) {
    return switch (value) {
      case BigInteger number -> number.abs().compareTo(BigInteger.TEN.pow(38)) < 0;
      case String text -> type != Scalar.JSON || text.chars().noneMatch(c -> c < ' ');
      case LocalDateTime time -> Math.abs(time.getYear()) < 280_000;
      case Instant time -> Math.abs(time.getEpochSecond()) < 9_000_000_000_000L;
      case LocalDate date -> Math.abs(date.getYear()) < 280_000;
      case Integer _ -> type != Scalar.DATE;
      case Long _ -> !(type instanceof Timestamp) && type != Scalar.TIMESTAMP_WITH_TIME_ZONE;
      default -> true;
    };
  }

  /** How DuckDB is asked for something that Java has too. */
  private static String comparable(ColumnType type) {
    return switch (type) {
      case Scalar.VARBINARY -> "lower(hex(c))";
      case Scalar.JSON, Scalar.UUID -> "c::varchar";
      case Scalar.DATE -> "c - date '1970-01-01'";
      case Scalar.TIME, Scalar.TIME_WITH_TIME_ZONE -> "epoch_us(c::time)";
      case Scalar.TIMESTAMP_WITH_TIME_ZONE -> "epoch_us(c)";
      case Scalar.INTERVAL ->
          "(datepart('year', c) * 12 + datepart('month', c)) || ' ' || datepart('day', c)"
              + " || ' ' || (datepart('hour', c) * 3600000 + datepart('minute', c) * 60000"
              + " + datepart('millisecond', c))";
      case Timestamp(Unit unit) -> unit == Unit.NANOSECONDS ? "epoch_ns(c)" : "epoch_us(c)";
      default -> "c";
    };
  }

  private static String expected(ColumnType type, @Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case BigDecimal decimal -> decimal.toString();
      case ByteBuffer bytes -> HexFormat.of().formatHex(content(bytes));
      case LocalDate date -> String.valueOf(date.toEpochDay());
      case LocalTime time -> String.valueOf(time.toNanoOfDay() / 1_000);
      case OffsetTime time ->
          String.valueOf(
              Math.floorMod(
                  time.toLocalTime().toNanoOfDay() / 1_000
                      - time.getOffset().getTotalSeconds() * 1_000_000L,
                  86_400_000_000L));
      case Instant instant -> String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
      case LocalDateTime time -> {
        Instant instant = time.toInstant(ZoneOffset.UTC);
        yield type.equals(new Timestamp(Unit.NANOSECONDS))
            ? nanos(instant).toString()
            : String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
      }
      case Interval(int months, int days, long micros) ->
          months + " " + days + " " + micros / 1_000;
      default -> value.toString();
    };
  }

  private static byte[] content(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static BigInteger nanos(Instant instant) {
    return BigInteger.valueOf(instant.getEpochSecond())
        .multiply(BigInteger.valueOf(1_000_000_000))
        .add(BigInteger.valueOf(instant.getNano()));
  }

  @Test
  void infinities_stay_infinities() throws Exception {
    Path file =
        encode(
            Rows.of(
                    new Column("d", Scalar.DATE),
                    new Column("t", Timestamp.MICROS),
                    new Column("z", Scalar.TIMESTAMP_WITH_TIME_ZONE))
                .row(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)
                .row(-Integer.MAX_VALUE, -Long.MAX_VALUE, -Long.MAX_VALUE));

    try (DuckDb reader = new DuckDb()) {
      assertEquals(
          List.of(
              List.of("infinity", "infinity", "infinity"),
              List.of("-infinity", "-infinity", "-infinity")),
          reader.query("select d::varchar, t::varchar, z::varchar from $file", file));
    }
  }

  @Property(tries = 40)
  void nested_values_read_back_the_same(@ForAll("nested") List<@Nullable Object> values)
      throws Exception {
    Rows rows = Rows.of(new Column("c", NESTED));
    values.forEach(rows::row);
    Path file = Files.createTempFile("nested", ".parquet");
    try (DuckDb reader = new DuckDb()) {
      Files.write(file, bytes(new ParquetEncoder(), rows));

      String read =
          reader.query("select to_json({c: c}) from $file", file).stream()
              .map(List::getFirst)
              .collect(joining("\n", "", "\n"));

      String expected = new String(bytes(JsonEncoder.lines(), rows), StandardCharsets.UTF_8);
      assertEquals(tree(expected), tree(read));
    } finally {
      Files.delete(file);
    }
  }

  private static final ColumnType NESTED =
      new Struct(
          List.of(
              new Column("i", Scalar.INTEGER),
              new Column("lists", new Array(new Array(Scalar.VARCHAR))),
              new Column(
                  "rows",
                  new Array(
                      new Struct(
                          List.of(
                              new Column("a", Scalar.BIGINT),
                              new Column("b", new Array(Scalar.BOOLEAN)))))),
              new Column(
                  "map",
                  new ColumnType.Map(
                      Scalar.VARCHAR, new ColumnType.Map(Scalar.INTEGER, Scalar.VARCHAR)))));

  @Provide
  static Arbitrary<List<@Nullable Object>> nested() {
    return JavaValues.of(NESTED).injectNull(0.1).list().ofMinSize(1).ofMaxSize(20);
  }

  private static List<Object> tree(String lines) throws IOException {
    try (var values = new JsonMapper().readerFor(Object.class).readValues(lines)) {
      return values.readAll();
    }
  }

  @Test
  void columns_of_one_name_are_told_apart() throws Exception {
    Path file =
        encode(
            Rows.of(new Column("a", Scalar.INTEGER), new Column("a", Scalar.VARCHAR)).row(1, "x"));

    try (DuckDb reader = new DuckDb()) {
      assertEquals(List.of(List.of("1", "x")), reader.query("select a, a_1 from $file", file));
    }
  }

  @Test
  void a_result_without_rows_has_its_columns() throws Exception {
    Path file = encode(Rows.numbered(0));

    try (DuckDb reader = new DuckDb()) {
      assertEquals("0", reader.value("select count(*) from $file", file));
      assertEquals(2, reader.query("describe select * from $file", file).size());
    }
  }

  @Test
  void rows_of_several_row_groups_and_batches_read_back_the_same() throws Exception {
    Random random = new Random(7);
    Rows rows =
        Rows.of(
                new Column("n", Scalar.BIGINT),
                new Column("few", Scalar.VARCHAR),
                new Column("many", Scalar.VARCHAR),
                new Column("list", new Array(Scalar.INTEGER)))
            .perBatch(777);
    int count = 60_000;
    long listed = 0;
    for (int i = 0; i < count; i++) {
      List<Integer> list = IntStream.range(0, random.nextInt(4)).boxed().toList();
      listed += list.size();
      String many =
          HexFormat.of()
              .formatHex(
                  random
                      .ints(120)
                      .mapToObj(Integer::toHexString)
                      .collect(joining())
                      .getBytes(StandardCharsets.UTF_8));
      rows.row((long) i, "value " + i % 10, many, list);
    }
    Path file = encode(rows);

    try (DuckDb reader = new DuckDb()) {
      String path = "'" + file + "'";
      assertTrue(
          Integer.parseInt(
                  reader.value(
                      "select count(distinct row_group_id) from parquet_metadata(" + path + ")",
                      file))
              > 1);
      assertEquals(
          List.of(
              String.valueOf(count),
              String.valueOf((long) count * (count - 1) / 2),
              "10",
              String.valueOf(count),
              String.valueOf(listed)),
          reader
              .query(
                  "select count(*), sum(n), count(distinct few), count(distinct many),"
                      + " sum(len(list)) from $file",
                  file)
              .getFirst());
      assertEquals(
          "0", reader.value("select count(*) from $file where few <> 'value ' || n % 10", file));
      assertEquals("59998", reader.value("select max(n) from $file where n < 59999", file));
    }
  }

  static Stream<Arguments> unfit() {
    BigInteger tooLong = BigInteger.TEN.pow(38);
    return Stream.of(
        Arguments.of(Scalar.HUGEINT, tooLong, "digits"),
        Arguments.of(Scalar.HUGEINT, tooLong.negate(), "digits"),
        Arguments.of(Scalar.UHUGEINT, tooLong, "digits"),
        Arguments.of(Scalar.INTERVAL, new Interval(-1, 0, 0), "sign"),
        Arguments.of(Scalar.INTERVAL, new Interval(0, 0, 1), "milliseconds"),
        Arguments.of(Scalar.INTERVAL, new Interval(0, 0, 4_294_967_296_000L), "too long"),
        Arguments.of(new Timestamp(Unit.SECONDS), Long.MAX_VALUE / 1_000 + 1, "milliseconds"));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void a_value_that_does_not_fit_fails_the_query_with_its_place(
      ColumnType type, Object value, String reason) {
    Rows rows = Rows.of(new Column("n", Scalar.INTEGER), new Column("c", type)).perBatch(100);
    for (int i = 0; i < 1_234; i++) {
      rows.row(i, null);
    }
    rows.row(1, value);
    TrackedBatches batches = rows.lend();

    var thrown =
        assertThrows(
            QueryFailedException.class,
            () ->
                new ParquetEncoder()
                    .encode(batches, new ByteArrayOutputStream(), new Cancellation()));

    batches.assertAllClosed();
    assertEquals(FailureCategory.LIMIT, thrown.failure().category());
    assertTrue(thrown.failure().message().startsWith("Column [c] holds in row [1235] "));
    assertTrue(thrown.failure().message().contains(reason), thrown::getMessage);
  }

  @Test
  void a_row_type_without_fields_fails_the_query() {
    Rows rows = Rows.of(new Column("empty", new Struct(List.of()))).row(List.of());

    var thrown = assertThrows(QueryFailedException.class, () -> bytes(new ParquetEncoder(), rows));

    assertEquals(FailureCategory.LIMIT, thrown.failure().category());
    assertTrue(thrown.failure().message().contains("[empty]"));
  }

  @Test
  void the_same_rows_give_the_same_bytes() throws Exception {
    Rows rows = Rows.numbered(5_000);

    assertArrayEquals(bytes(new ParquetEncoder(), rows), bytes(new ParquetEncoder(), rows));
  }

  @Test
  void a_text_of_megabytes_reads_back_the_same() throws Exception {
    String large = "äöü😀".repeat(700_000);
    Path file = encode(Rows.of(new Column("t", Scalar.VARCHAR)).row(large).row("").row(large));

    try (DuckDb reader = new DuckDb()) {
      assertEquals(
          List.of(List.of(large), List.of(""), List.of(large)),
          reader.query("select t from $file", file));
    }
  }

  @Test
  void known_values_of_every_kind_are_found_by_name() throws Exception {
    UUID uuid = UUID.fromString("43eeb967-e76a-4214-8932-70594d454013");
    Path file =
        encode(
            Rows.of(
                    new Column("d", new Decimal(38, 10)),
                    new Column("u", Scalar.UUID),
                    new Column("m", new ColumnType.Map(Scalar.VARCHAR, Scalar.INTEGER)),
                    new Column("l", new Array(Scalar.INTEGER)))
                .row(new BigDecimal("-1.5"), uuid, Map.of("k", 7), Arrays.asList(1, null)));

    try (DuckDb reader = new DuckDb()) {
      assertEquals(
          List.of("-1.5000000000", uuid.toString(), "7", "[1, NULL]"),
          reader.query("select d, u::varchar, m['k'], l::varchar from $file", file).getFirst());
    }
  }

  private Path encode(Rows rows) throws IOException {
    return Files.write(folder.resolve("result.parquet"), bytes(new ParquetEncoder(), rows));
  }

  private static byte[] bytes(ResultEncoder encoder, Rows rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrackedBatches batches = rows.lend();
    assertEquals(rows.values().size(), encoder.encode(batches, out, new Cancellation()));
    batches.assertAllClosed();
    return out.toByteArray();
  }
}

package io.asyncquery.storage.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.testdata.Interval;
import io.asyncquery.application.testdata.JavaValues;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.StoredForms;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Array;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Struct;
import io.asyncquery.domain.ColumnType.Timestamp;
import io.asyncquery.domain.ColumnType.Timestamp.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueTextTest {

  private static final BigInteger TWO = BigInteger.TWO;
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);
  private static final Pattern INTERVAL =
      Pattern.compile(
          "P(?:(-?\\d+)Y)?(?:(-?\\d+)M)?(?:(-?\\d+)D)?"
              + "(?:T(?:(-?\\d+)H)?(?:(-?\\d+)M)?(?:(-?\\d+(?:\\.\\d+)?)S)?)?");

  static Stream<Arguments> examples() {
    return Stream.of(
        Arguments.of(Scalar.BOOLEAN, true, "true"),
        Arguments.of(Scalar.BOOLEAN, false, "false"),
        Arguments.of(Scalar.TINYINT, (byte) -128, "-128"),
        Arguments.of(Scalar.SMALLINT, (short) -32_768, "-32768"),
        Arguments.of(Scalar.INTEGER, Integer.MIN_VALUE, "-2147483648"),
        Arguments.of(Scalar.BIGINT, 0L, "0"),
        Arguments.of(Scalar.BIGINT, Long.MIN_VALUE, "-9223372036854775808"),
        Arguments.of(Scalar.BIGINT, Long.MAX_VALUE, "9223372036854775807"),
        Arguments.of(Scalar.UTINYINT, (short) 255, "255"),
        Arguments.of(Scalar.USMALLINT, 65_535, "65535"),
        Arguments.of(Scalar.UINTEGER, 4_294_967_295L, "4294967295"),
        Arguments.of(Scalar.UBIGINT, TWO.pow(64).subtract(BigInteger.ONE), "18446744073709551615"),
        Arguments.of(
            Scalar.HUGEINT, TWO.pow(127).negate(), "-170141183460469231731687303715884105728"),
        Arguments.of(Scalar.HUGEINT, TWO.pow(63), "9223372036854775808"),
        Arguments.of(
            Scalar.UHUGEINT,
            TWO.pow(128).subtract(BigInteger.ONE),
            "340282366920938463463374607431768211455"),
        Arguments.of(new Decimal(3, 2), new BigDecimal("1.50"), "1.50"),
        Arguments.of(new Decimal(4, 4), new BigDecimal("-0.0005"), "-0.0005"),
        Arguments.of(new Decimal(9, 0), new BigDecimal("-5"), "-5"),
        Arguments.of(new Decimal(18, 17), new BigDecimal("0").setScale(17), "0.00000000000000000"),
        Arguments.of(
            new Decimal(38, 10),
            new BigDecimal("-9999999999999999999999999999.9999999999"),
            "-9999999999999999999999999999.9999999999"),
        Arguments.of(Scalar.REAL, 0.1f, "0.1"),
        Arguments.of(Scalar.REAL, Float.MAX_VALUE, "3.4028235E38"),
        Arguments.of(Scalar.DOUBLE, 0.1, "0.1"),
        Arguments.of(Scalar.DOUBLE, 1.0, "1.0"),
        Arguments.of(Scalar.DOUBLE, -0.0, "-0.0"),
        Arguments.of(Scalar.DOUBLE, 0.001, "0.001"),
        Arguments.of(Scalar.DOUBLE, 9_999_999.5, "9999999.5"),
        Arguments.of(Scalar.DOUBLE, 1e10, "1.0E10"),
        Arguments.of(Scalar.DOUBLE, Double.NaN, "NaN"),
        Arguments.of(Scalar.DOUBLE, Double.POSITIVE_INFINITY, "Infinity"),
        Arguments.of(Scalar.DOUBLE, Double.NEGATIVE_INFINITY, "-Infinity"),
        Arguments.of(Scalar.VARCHAR, "", ""),
        Arguments.of(Scalar.VARCHAR, "异步查询 \"😀\"", "异步查询 \"😀\""),
        Arguments.of(Scalar.JSON, "{\"a\": [1]}", "{\"a\": [1]}"),
        Arguments.of(Scalar.VARBINARY, ByteBuffer.wrap(new byte[] {0, -1, 16}), "AP8Q"),
        Arguments.of(Scalar.VARBINARY, ByteBuffer.wrap(new byte[] {1}), "AQ=="),
        Arguments.of(Scalar.DATE, LocalDate.of(2024, 2, 29), "2024-02-29"),
        Arguments.of(Scalar.DATE, LocalDate.of(1, 1, 1), "0001-01-01"),
        Arguments.of(Scalar.DATE, LocalDate.of(9999, 12, 31), "9999-12-31"),
        Arguments.of(Scalar.DATE, LocalDate.of(10_000, 1, 1), "+10000-01-01"),
        Arguments.of(Scalar.DATE, LocalDate.of(0, 12, 31), "0000-12-31"),
        Arguments.of(Scalar.DATE, LocalDate.of(-44, 3, 15), "-0044-03-15"),
        Arguments.of(Scalar.DATE, Integer.MAX_VALUE, "infinity"),
        Arguments.of(Scalar.DATE, -Integer.MAX_VALUE, "-infinity"),
        Arguments.of(Scalar.TIME, LocalTime.of(0, 0), "00:00:00"),
        Arguments.of(Scalar.TIME, LocalTime.parse("23:59:59.999999"), "23:59:59.999999"),
        Arguments.of(Scalar.TIME, LocalTime.parse("01:02:03.500"), "01:02:03.5"),
        Arguments.of(
            Scalar.TIME_WITH_TIME_ZONE, OffsetTime.parse("12:00:00.5Z"), "12:00:00.5+00:00"),
        Arguments.of(
            Scalar.TIME_WITH_TIME_ZONE, OffsetTime.parse("12:00:00-05:30"), "12:00:00-05:30"),
        Arguments.of(
            Scalar.TIME_WITH_TIME_ZONE, OffsetTime.parse("12:00:00+15:59:59"), "12:00:00+15:59:59"),
        Arguments.of(
            Timestamp.MICROS, LocalDateTime.parse("2024-01-01T12:00:00"), "2024-01-01 12:00:00"),
        Arguments.of(
            Timestamp.MICROS,
            LocalDateTime.parse("1969-12-31T23:59:59.999999"),
            "1969-12-31 23:59:59.999999"),
        Arguments.of(
            Timestamp.MICROS,
            LocalDateTime.parse("2024-01-01T12:00:00.120"),
            "2024-01-01 12:00:00.12"),
        Arguments.of(
            new Timestamp(Unit.NANOSECONDS),
            LocalDateTime.parse("1677-09-22T00:00:00.000000001"),
            "1677-09-22 00:00:00.000000001"),
        Arguments.of(
            new Timestamp(Unit.MILLISECONDS),
            LocalDateTime.parse("0001-01-01T00:00:00.001"),
            "0001-01-01 00:00:00.001"),
        Arguments.of(
            new Timestamp(Unit.SECONDS),
            LocalDateTime.parse("9999-12-31T23:59:59"),
            "9999-12-31 23:59:59"),
        Arguments.of(Timestamp.MICROS, Long.MAX_VALUE, "infinity"),
        Arguments.of(Timestamp.MICROS, -Long.MAX_VALUE, "-infinity"),
        Arguments.of(
            Scalar.TIMESTAMP_WITH_TIME_ZONE,
            Instant.parse("2024-01-01T12:00:00.5Z"),
            "2024-01-01T12:00:00.5+00:00"),
        Arguments.of(Scalar.TIMESTAMP_WITH_TIME_ZONE, Long.MAX_VALUE, "infinity"),
        Arguments.of(Scalar.INTERVAL, new Interval(14, 3, 14_706_700_000L), "P1Y2M3DT4H5M6.7S"),
        Arguments.of(Scalar.INTERVAL, new Interval(0, 0, 0), "PT0S"),
        Arguments.of(Scalar.INTERVAL, new Interval(0, 0, -500_000), "PT-0.5S"),
        Arguments.of(Scalar.INTERVAL, new Interval(-14, 1, -3_600_000_000L), "P-1Y-2M1DT-1H"),
        Arguments.of(
            Scalar.UUID,
            UUID.fromString("FFEEBB99-e76a-4214-8932-70594d454013"),
            "ffeebb99-e76a-4214-8932-70594d454013"),
        Arguments.of(new Array(Scalar.INTEGER), Arrays.asList(1, null, -3), "[1,null,-3]"),
        Arguments.of(
            new Struct(List.of(new Column("a", Scalar.DATE), new Column("b", Scalar.DOUBLE))),
            List.of(LocalDate.of(2024, 1, 2), Double.NaN),
            "{\"a\":\"2024-01-02\",\"b\":\"NaN\"}"),
        Arguments.of(
            new ColumnType.Map(Scalar.INTEGER, Scalar.VARCHAR), Map.of(1, "x"), "{\"1\":\"x\"}"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("examples")
  void a_value_has_the_text_of_the_contract(ColumnType type, Object value, String expected) {
    assertEquals(expected, text(type, value));
  }

  @Property
  void any_flat_value_has_the_text_that_java_gives_it(
      @ForAll("flatValues") Tuple2<ColumnType, Object> typed) {
    assertEquals(
        expected(typed.get1(), typed.get2()), text(typed.get1(), typed.get2()), typed::toString);
  }

  @Property
  void an_interval_is_the_sum_of_its_parts(
      @ForAll int months, @ForAll int days, @ForAll long micros) {
    Matcher parts = INTERVAL.matcher(text(Scalar.INTERVAL, new Interval(months, days, micros)));

    assertEquals(true, parts.matches());
    assertEquals(months, part(parts, 1).longValueExact() * 12 + part(parts, 2).longValueExact());
    assertEquals(days, part(parts, 3).longValueExact());
    BigDecimal seconds =
        part(parts, 4)
            .multiply(BigDecimal.valueOf(3_600))
            .add(part(parts, 5).multiply(BigDecimal.valueOf(60)))
            .add(part(parts, 6));
    assertEquals(micros, seconds.movePointRight(6).longValueExact());
  }

  @Property
  void a_double_reads_back_the_same(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);

    assertEquals(value, Double.parseDouble(text(Scalar.DOUBLE, value)));
  }

  @Provide
  static Arbitrary<Tuple2<ColumnType, Object>> flatValues() {
    List<ColumnType> flat =
        StoredForms.types().stream()
            .filter(type -> !(type instanceof Array || type instanceof Struct))
            .filter(type -> !(type instanceof ColumnType.Map) && type != Scalar.INTERVAL)
            .toList();
    return Arbitraries.of(flat)
        .flatMap(type -> JavaValues.of(type).map(value -> Tuple.of(type, value)));
  }

  private static String expected(ColumnType type, Object value) {
    return switch (value) {
      case BigDecimal decimal -> decimal.toPlainString();
      case ByteBuffer bytes -> Base64.getEncoder().encodeToString(content(bytes));
      case LocalTime time -> TIME.format(time);
      case OffsetTime time -> TIME.format(time) + time.getOffset().getId().replace("Z", "+00:00");
      case LocalDateTime time -> time.toLocalDate() + " " + TIME.format(time);
      case Instant instant -> {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        yield time.toLocalDate() + "T" + TIME.format(time) + "+00:00";
      }
      case Integer days when type == Scalar.DATE -> days > 0 ? "infinity" : "-infinity";
      case Long units when type instanceof Timestamp || type == Scalar.TIMESTAMP_WITH_TIME_ZONE ->
          units > 0 ? "infinity" : "-infinity";
      default -> value.toString();
    };
  }

  private static byte[] content(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static BigDecimal part(Matcher parts, int group) {
    return parts.group(group) == null ? BigDecimal.ZERO : new BigDecimal(parts.group(group));
  }

  private static String text(ColumnType type, Object value) {
    TextBuffer out = TextBuffer.small();
    out.append("before ");
    try (ColumnBatch batch = Rows.of(new Column("c", type)).row(value).batch()) {
      ValueText.of(type).append(batch.column(0), 0, out);
    }
    String text = new String(out.toByteArray(), StandardCharsets.UTF_8);
    assertEquals("before ", text.substring(0, 7));
    return text.substring(7);
  }
}

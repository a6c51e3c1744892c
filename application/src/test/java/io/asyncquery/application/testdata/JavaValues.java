package io.asyncquery.application.testdata;

import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/**
 * Any value of a type, as {@link ValueReader} reads it: extremes, infinities and NaN included, NULL
 * only inside nested values.
 */
public final class JavaValues {

  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int MAP_ENTRIES = 4;
  private static final BigInteger TWO = BigInteger.TWO;

  private JavaValues() {}

  public static Arbitrary<Object> of(ColumnType type) {
    return switch (type) {
      case ColumnType.Scalar scalar -> ofScalar(scalar).map(value -> (Object) value);
      case ColumnType.Decimal(int precision, int scale) -> {
        BigInteger end = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        yield Arbitraries.bigIntegers()
            .between(end.negate(), end)
            .map(unscaled -> new BigDecimal(unscaled, scale));
      }
      case ColumnType.Timestamp(ColumnType.Timestamp.Unit unit) -> timestamps(unit);
      case ColumnType.Array(ColumnType element) ->
          of(element).injectNull(0.2).list().ofMaxSize(5).map(list -> (Object) list);
      case ColumnType.Struct(List<Column> fields) -> structs(fields);
      case ColumnType.Map(ColumnType key, ColumnType value) ->
          Combinators.combine(
                  of(key).list().uniqueElements().ofMaxSize(MAP_ENTRIES),
                  of(value).injectNull(0.2).list().ofSize(MAP_ENTRIES))
              .as(JavaValues::map);
    };
  }

  private static Arbitrary<?> ofScalar(ColumnType.Scalar type) {
    return switch (type) {
      case BOOLEAN -> Arbitraries.of(true, false);
      case TINYINT -> Arbitraries.bytes();
      case UTINYINT -> Arbitraries.shorts().between((short) 0, (short) 255);
      case SMALLINT -> Arbitraries.shorts();
      case USMALLINT -> Arbitraries.integers().between(0, 65_535);
      case INTEGER -> Arbitraries.integers();
      case UINTEGER -> Arbitraries.longs().between(0, 4_294_967_295L);
      case BIGINT -> Arbitraries.longs();
      case UBIGINT -> wide(BigInteger.ZERO, TWO.pow(64));
      case HUGEINT -> wide(TWO.pow(127).negate(), TWO.pow(127));
      case UHUGEINT -> wide(BigInteger.ZERO, TWO.pow(128));
      case REAL -> Arbitraries.integers().map(Float::intBitsToFloat);
      case DOUBLE -> Arbitraries.longs().map(Double::longBitsToDouble);
      case VARCHAR -> texts();
      case JSON -> texts().map(text -> "[\"" + text.replaceAll("[\"\\\\]", "") + "\"]");
      case VARBINARY -> Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(ByteBuffer::wrap);
      case DATE -> Arbitraries.integers().map(JavaValues::date);
      case TIME -> times();
      case TIME_WITH_TIME_ZONE ->
          Combinators.combine(times(), Arbitraries.integers().between(-57_599, 57_599))
              .as((time, offset) -> OffsetTime.of(time, ZoneOffset.ofTotalSeconds(offset)));
      case TIMESTAMP_WITH_TIME_ZONE ->
          Arbitraries.longs()
              .between(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2)
              .map(micros -> (Object) Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
              .edgeCases(config -> config.add(Long.MAX_VALUE, -Long.MAX_VALUE));
      case INTERVAL ->
          Combinators.combine(Arbitraries.integers(), Arbitraries.integers(), Arbitraries.longs())
              .as(Interval::new);
      case UUID -> Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    };
  }

  private static Arbitrary<BigInteger> wide(BigInteger from, BigInteger end) {
    return Arbitraries.bigIntegers().between(from, end.subtract(BigInteger.ONE));
  }

  /** Of every script, without halves of surrogate pairs; around the 12 bytes that lie in place. */
  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange((char) 0, (char) 0xD7FF)
        .ofMaxLength(20)
        .edgeCases(config -> config.add("", "twelve bytes", "thirteen byte", "\uD83D\uDE00"));
  }

  private static Object date(int days) {
    boolean infinite = days == Integer.MAX_VALUE || days == -Integer.MAX_VALUE;
    return infinite ? (Object) days : LocalDate.ofEpochDay(days);
  }

  private static Arbitrary<LocalTime> times() {
    return Arbitraries.longs()
        .between(0, MICROS_PER_DAY - 1)
        .map(micros -> LocalTime.ofNanoOfDay(micros * 1_000));
  }

  private static Arbitrary<Object> timestamps(ColumnType.Timestamp.Unit unit) {
    long perSecond = unit.perSecond();
    long end = perSecond == 1 ? 30_000_000_000_000_000L : Long.MAX_VALUE - 1;
    return Arbitraries.longs()
        .between(-end, end)
        .map(units ->
            (Object)
                LocalDateTime.ofEpochSecond(
                    Math.floorDiv(units, perSecond),
                    (int) (Math.floorMod(units, perSecond) * (1_000_000_000 / perSecond)),
                    ZoneOffset.UTC))
        .edgeCases(config -> config.add(Long.MAX_VALUE, -Long.MAX_VALUE));
  }

  private static Object map(List<Object> keys, List<@Nullable Object> values) {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i), values.get(i));
    }
    return map;
  }

  private static Arbitrary<Object> structs(List<Column> fields) {
    List<Arbitrary<Object>> values = new ArrayList<>();
    fields.forEach(field -> values.add(of(field.type()).injectNull(0.2)));
    return Combinators.combine(values).as(list -> (Object) list);
  }
}

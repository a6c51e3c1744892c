package io.asyncquery.storage.csv;

import io.asyncquery.application.testdata.Interval;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
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
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values of every type by the thousand, from one seed: extremes often, every length and magnitude
 * alike.
 */
final class RandomValues {

  /** One in so many values is an extreme. */
  private static final int EXTREME = 8;

  private static final int FIRST_YEAR = -5_000;
  private static final int LAST_YEAR = 99_999;
  private static final long MICROS_A_DAY = 86_400_000_000L;
  private static final int[] LENGTHS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 40};

  private final Random random;
  private final RandomText text;

  RandomValues(Random random, RandomText text) {
    this.random = random;
    this.text = text;
  }

  /** A value of the class that {@code ValueAppender} takes for {@code type}. */
  Object value(ColumnType type) {
    return switch (type) {
      case Scalar scalar -> scalar(scalar);
      case ColumnType.Decimal decimal -> decimal(decimal);
      case ColumnType.Timestamp(ColumnType.Timestamp.Unit unit) -> timestamp(unit);
      case ColumnType.Array(ColumnType element) -> list(element);
      case ColumnType.Struct(List<Column> fields) ->
          fields.stream().map(field -> orNull(field.type())).toList();
      case ColumnType.Map map -> map(map);
    };
  }

  private Object scalar(Scalar type) {
    return switch (type) {
      case BOOLEAN -> random.nextBoolean();
      case TINYINT -> (byte) integer(8, true).longValue();
      case SMALLINT -> (short) integer(16, true).longValue();
      case INTEGER -> integer(32, true).intValue();
      case BIGINT -> integer(64, true).longValue();
      case HUGEINT -> integer(128, true);
      case UTINYINT -> (short) integer(8, false).longValue();
      case USMALLINT -> integer(16, false).intValue();
      case UINTEGER -> integer(32, false).longValue();
      case UBIGINT -> integer(64, false);
      case UHUGEINT -> integer(128, false);
      case REAL -> real();
      case DOUBLE -> floating();
      case VARCHAR -> text.next();
      case JSON -> "[\"" + text.next().replaceAll("[\"\\\\]", "") + "\"]";
      case VARBINARY -> ByteBuffer.wrap(bytes());
      case DATE -> date();
      case TIME -> LocalTime.ofNanoOfDay(random.nextLong(MICROS_A_DAY) * 1_000);
      case TIME_WITH_TIME_ZONE ->
          OffsetTime.of(
              LocalTime.ofNanoOfDay(random.nextLong(MICROS_A_DAY) * 1_000),
              ZoneOffset.ofTotalSeconds(random.nextInt(-57_599, 57_600)));
      case TIMESTAMP_WITH_TIME_ZONE -> instant();
      case INTERVAL ->
          new Interval(integer(32, true).intValue(), integer(32, true).intValue(), magnitude(64));
      case UUID -> new UUID(random.nextLong(), random.nextLong());
    };
  }

  /** An integer of {@code bits}: the ends of the range, or any number of digits. */
  private BigInteger integer(int bits, boolean signed) {
    BigInteger end = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
    if (random.nextInt(EXTREME) == 0) {
      BigInteger step = BigInteger.valueOf(random.nextInt(3));
      return signed && random.nextBoolean()
          ? end.negate().add(step)
          : end.subtract(BigInteger.ONE).subtract(step);
    }
    BigInteger value = new BigInteger(random.nextInt(end.bitLength()), random);
    return signed && random.nextBoolean() ? value.negate() : value;
  }

  /** A long of at most {@code bits}, each number of bits alike. */
  private long magnitude(int bits) {
    return random.nextLong() >> 64 - 1 - random.nextInt(bits);
  }

  private BigDecimal decimal(ColumnType.Decimal type) {
    int digits = random.nextInt(EXTREME) == 0 ? type.precision() : random.nextInt(type.precision());
    BigInteger end = BigInteger.TEN.pow(digits);
    BigInteger unscaled =
        random.nextInt(EXTREME) == 0
            ? end.subtract(BigInteger.ONE)
            : new BigInteger(end.bitLength() + 1, random).mod(end);
    return new BigDecimal(random.nextBoolean() ? unscaled.negate() : unscaled, type.scale());
  }

  private Double floating() {
    return switch (random.nextInt(EXTREME)) {
      case 0 -> oneOf(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
      case 1 -> oneOf(Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL, -1e7, 9999999.5, 1e-3);
      case 2 -> Double.longBitsToDouble(random.nextLong() >>> 12);
      case 3 -> (double) magnitude(64);
      case 4, 5 -> magnitude(50) / Math.pow(10, random.nextInt(8));
      default -> Double.longBitsToDouble(random.nextLong());
    };
  }

  private Float real() {
    return switch (random.nextInt(EXTREME)) {
      case 0 -> oneOf(0.0f, -0.0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
      case 1 -> oneOf(Float.MIN_VALUE, Float.MAX_VALUE, Float.MIN_NORMAL, -1e7f, 1e-3f);
      case 2 -> Float.intBitsToFloat(random.nextInt() >>> 9);
      case 3, 4 -> (float) (magnitude(30) / Math.pow(10, random.nextInt(5)));
      default -> Float.intBitsToFloat(random.nextInt());
    };
  }

  private Object date() {
    return switch (random.nextInt(EXTREME)) {
      case 0 -> oneOf(Integer.MAX_VALUE, -Integer.MAX_VALUE);
      case 1 ->
          oneOf(
              LocalDate.of(1899, 12, 31),
              LocalDate.of(1900, 1, 1),
              LocalDate.of(2099, 12, 31),
              LocalDate.of(2100, 1, 1));
      case 2, 3 -> day(FIRST_YEAR, LAST_YEAR);
      default -> day(1_900, 2_099);
    };
  }

  private LocalDate day(int firstYear, int lastYear) {
    return LocalDate.ofYearDay(random.nextInt(firstYear, lastYear + 1), 1)
        .plusDays(random.nextInt(365));
  }

  private Object timestamp(ColumnType.Timestamp.Unit unit) {
    long perSecond = unit.perSecond();
    if (random.nextInt(EXTREME) == 0) {
      return oneOf(Long.MAX_VALUE, -Long.MAX_VALUE);
    }
    long far = perSecond == 1 ? 30_000_000_000_000_000L : Long.MAX_VALUE;
    long units =
        random.nextInt(EXTREME) == 0
            ? random.nextLong(-far, far)
            : random.nextLong(-2_300_000_000L, 4_200_000_000L) * perSecond + fraction(perSecond);
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(units, perSecond),
        (int) (Math.floorMod(units, perSecond) * (1_000_000_000 / perSecond)),
        ZoneOffset.UTC);
  }

  /** With any number of zeros at its end. */
  private long fraction(long perSecond) {
    long step = (long) Math.pow(10, random.nextInt(10));
    return step >= perSecond ? 0 : random.nextLong(perSecond / step) * step;
  }

  private Object instant() {
    Object time = timestamp(ColumnType.Timestamp.Unit.MICROSECONDS);
    return time instanceof LocalDateTime local
        ? local.toInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS)
        : time;
  }

  private byte[] bytes() {
    byte[] bytes = new byte[LENGTHS[random.nextInt(LENGTHS.length)]];
    random.nextBytes(bytes);
    return bytes;
  }

  private List<@Nullable Object> list(ColumnType element) {
    List<@Nullable Object> items = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      items.add(orNull(element));
    }
    return items;
  }

  private Map<Object, @Nullable Object> map(ColumnType.Map type) {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(value(type.key()), orNull(type.value()));
    }
    return map;
  }

  private @Nullable Object orNull(ColumnType type) {
    return random.nextInt(4) == 0 ? null : value(type);
  }

  @SafeVarargs
  private <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }
}

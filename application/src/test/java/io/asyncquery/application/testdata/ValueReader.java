package io.asyncquery.application.testdata;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.ListVector;
import io.asyncquery.application.batch.StructVector;
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
import org.jspecify.annotations.Nullable;

/** Reads values of vectors as Java objects, by the documented layout alone. */
public final class ValueReader {

  private ValueReader() {}

  public static @Nullable Object read(ColumnVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    return switch (vector) {
      case FlatVector flat -> flat(flat, row);
      case ListVector list ->
          list.type() instanceof ColumnType.Map ? map(list, row) : elements(list, row);
      case StructVector struct -> fields(struct, row);
    };
  }

  private static Object flat(FlatVector vector, int row) {
    return switch (vector.type()) {
      case ColumnType.Scalar scalar -> scalar(scalar, vector, row);
      case ColumnType.Decimal decimal ->
          new BigDecimal(unscaled(decimal, vector, row), decimal.scale());
      case ColumnType.Timestamp timestamp -> timestamp(timestamp, vector.getLong(row));
      default -> throw new IllegalStateException("[" + vector.type() + "] is not flat");
    };
  }

  private static Object scalar(ColumnType.Scalar type, FlatVector vector, int row) {
    return switch (type) {
      case BOOLEAN -> vector.getByte(row) == 1;
      case TINYINT -> vector.getByte(row);
      case UTINYINT -> (short) Byte.toUnsignedInt(vector.getByte(row));
      case SMALLINT -> vector.getShort(row);
      case USMALLINT -> Short.toUnsignedInt(vector.getShort(row));
      case INTEGER -> vector.getInt(row);
      case UINTEGER -> Integer.toUnsignedLong(vector.getInt(row));
      case BIGINT -> vector.getLong(row);
      case UBIGINT -> new BigInteger(Long.toUnsignedString(vector.getLong(row)));
      case HUGEINT -> signed(vector, row);
      case UHUGEINT -> signed(vector, row).mod(BigInteger.ONE.shiftLeft(128));
      case REAL -> vector.getFloat(row);
      case DOUBLE -> vector.getDouble(row);
      case VARCHAR, JSON -> vector.getString(row);
      case VARBINARY -> ByteBuffer.wrap(vector.getBytes(row));
      case DATE -> date(vector.getInt(row));
      case TIME -> time(vector.getLong(row));
      case TIME_WITH_TIME_ZONE ->
          OffsetTime.of(
              time(vector.getLong(row) >>> 24),
              ZoneOffset.ofTotalSeconds(57_599 - (int) (vector.getLong(row) & 0xFFFFFF)));
      case TIMESTAMP_WITH_TIME_ZONE -> instant(vector.getLong(row));
      case INTERVAL ->
          new Interval(
              (int) vector.lowLong(row), (int) (vector.lowLong(row) >> 32), vector.highLong(row));
      case UUID -> new UUID(vector.highLong(row) ^ Long.MIN_VALUE, vector.lowLong(row));
    };
  }

  private static BigInteger unscaled(ColumnType.Decimal type, FlatVector vector, int row) {
    if (type.precision() > 18) {
      return signed(vector, row);
    }
    if (type.precision() > 9) {
      return BigInteger.valueOf(vector.getLong(row));
    }
    return BigInteger.valueOf(type.precision() > 4 ? vector.getInt(row) : vector.getShort(row));
  }

  private static BigInteger signed(FlatVector vector, int row) {
    BigInteger low = new BigInteger(Long.toUnsignedString(vector.lowLong(row)));
    return BigInteger.valueOf(vector.highLong(row)).shiftLeft(64).add(low);
  }

  private static boolean infinite(long value) {
    return value == Long.MAX_VALUE || value == -Long.MAX_VALUE;
  }

  private static Object date(int days) {
    boolean infinite = days == Integer.MAX_VALUE || days == -Integer.MAX_VALUE;
    return infinite ? (Object) days : LocalDate.ofEpochDay(days);
  }

  private static LocalTime time(long micros) {
    return LocalTime.ofNanoOfDay(micros * 1_000);
  }

  private static Object instant(long micros) {
    return infinite(micros) ? (Object) micros : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static Object timestamp(ColumnType.Timestamp type, long units) {
    if (infinite(units)) {
      return units;
    }
    long perSecond = type.unit().perSecond();
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(units, perSecond),
        (int) (Math.floorMod(units, perSecond) * (1_000_000_000 / perSecond)),
        ZoneOffset.UTC);
  }

  private static List<@Nullable Object> elements(ListVector list, int row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < list.length(row); i++) {
      values.add(read(list.elements(), list.start(row) + i));
    }
    return values;
  }

  private static List<@Nullable Object> fields(StructVector struct, int row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (ColumnVector field : struct.children()) {
      values.add(read(field, row));
    }
    return values;
  }

  private static Map<@Nullable Object, @Nullable Object> map(ListVector list, int row) {
    Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
    ColumnVector keys = list.elements().children().get(0);
    ColumnVector items = list.elements().children().get(1);
    for (int i = list.start(row); i < list.start(row) + list.length(row); i++) {
      values.put(read(keys, i), read(items, i));
    }
    return values;
  }
}

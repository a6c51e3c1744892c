package io.asyncquery.application.testdata;

import io.asyncquery.application.batch.ColumnAppender;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Appends Java values to columns. Each type takes the class that {@link ValueReader} gives back:
 * any {@link Number} for the integer types, {@link BigDecimal} for decimals, {@link ByteBuffer} for
 * binary, the classes of {@code java.time} for the temporal types, {@link Interval}, {@link UUID},
 * lists for arrays and structs, maps for maps. Dates and timestamps also take the raw number of
 * their layout, which is how infinities are written.
 */
public final class ValueAppender {

  private ValueAppender() {}

  public static void append(ColumnAppender column, ColumnType type, @Nullable Object value) {
    if (value == null) {
      column.appendNull();
      return;
    }
    switch (type) {
      case ColumnType.Scalar scalar -> appendScalar(column, scalar, value);
      case ColumnType.Decimal decimal -> appendDecimal(column, decimal, (BigDecimal) value);
      case ColumnType.Timestamp timestamp -> column.appendLong(timestampUnits(timestamp, value));
      case ColumnType.Array(ColumnType element) -> {
        List<?> list = (List<?>) value;
        list.forEach(item -> append(column.child(0), element, item));
        column.appendList(list.size());
      }
      case ColumnType.Struct(List<Column> fields) -> appendStruct(column, fields, (List<?>) value);
      case ColumnType.Map map -> appendMap(column, map, (Map<?, ?>) value);
    }
  }

  private static void appendScalar(ColumnAppender column, ColumnType.Scalar type, Object value) {
    switch (type) {
      case BOOLEAN -> column.appendBoolean((Boolean) value);
      case TINYINT, UTINYINT -> column.appendByte(((Number) value).byteValue());
      case SMALLINT, USMALLINT -> column.appendShort(((Number) value).shortValue());
      case INTEGER, UINTEGER -> column.appendInt(((Number) value).intValue());
      case BIGINT, UBIGINT -> column.appendLong(((Number) value).longValue());
      case HUGEINT, UHUGEINT -> appendWide(column, new BigInteger(value.toString()));
      case REAL -> column.appendFloat((Float) value);
      case DOUBLE -> column.appendDouble((Double) value);
      case VARCHAR, JSON -> column.appendText((String) value);
      case VARBINARY -> column.appendBytes(((ByteBuffer) value).array());
      case DATE ->
          column.appendInt(
              value instanceof Integer days ? days : (int) ((LocalDate) value).toEpochDay());
      case TIME -> column.appendLong(((LocalTime) value).toNanoOfDay() / 1_000);
      case TIME_WITH_TIME_ZONE -> {
        OffsetTime time = (OffsetTime) value;
        column.appendLong(
            (time.toLocalTime().toNanoOfDay() / 1_000) << 24
                | (57_599 - time.getOffset().getTotalSeconds()));
      }
      case TIMESTAMP_WITH_TIME_ZONE ->
          column.appendLong(
              value instanceof Long micros
                  ? micros
                  : ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
      case INTERVAL -> {
        Interval interval = (Interval) value;
        column.appendWide(
            (long) interval.days() << 32 | Integer.toUnsignedLong(interval.months()),
            interval.micros());
      }
      case UUID -> {
        UUID uuid = (UUID) value;
        column.appendWide(
            uuid.getLeastSignificantBits(), uuid.getMostSignificantBits() ^ Long.MIN_VALUE);
      }
    }
  }

  private static void appendDecimal(
      ColumnAppender column, ColumnType.Decimal type, BigDecimal value) {
    BigInteger unscaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY).unscaledValue();
    if (type.precision() > 18) {
      appendWide(column, unscaled);
    } else {
      column.appendUnscaled(unscaled.longValueExact());
    }
  }

  private static void appendWide(ColumnAppender column, BigInteger value) {
    column.appendWide(value.longValue(), value.shiftRight(64).longValue());
  }

  private static long timestampUnits(ColumnType.Timestamp type, Object value) {
    if (value instanceof Long units) {
      return units;
    }
    Instant time = ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
    long perSecond = type.unit().perSecond();
    return time.getEpochSecond() * perSecond + time.getNano() / (1_000_000_000 / perSecond);
  }

  private static void appendStruct(ColumnAppender column, List<Column> fields, List<?> values) {
    for (int i = 0; i < fields.size(); i++) {
      append(column.child(i), fields.get(i).type(), values.get(i));
    }
    column.appendStruct();
  }

  private static void appendMap(ColumnAppender column, ColumnType.Map type, Map<?, ?> map) {
    ColumnAppender entry = column.child(0);
    map.forEach((key, value) -> {
      append(entry.child(0), type.key(), key);
      append(entry.child(1), type.value(), value);
      entry.appendStruct();
    });
    column.appendList(map.size());
  }
}

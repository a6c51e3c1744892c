package io.asyncquery.sql.jdbc;

import io.asyncquery.application.batch.ColumnAppender;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/** Brings values from the current row of a JDBC result into a batch, in its layout. */
final class JdbcValues {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int MAX_OFFSET_SECONDS = 57_599;

  private JdbcValues() {}

  /**
   * Appends the value of the column at {@code index}, counted from 1, which {@link JdbcTypes} says
   * is of {@code type}. Returns how many bytes it took where the type leaves that open, else 0.
   */
  static int append(ColumnType type, ResultSet row, int index, ColumnAppender to)
      throws SQLException {
    return switch (type) {
      case Scalar scalar -> appendScalar(scalar, row, index, to);
      case ColumnType.Decimal decimal -> appendDecimal(decimal, row, index, to);
      case Timestamp(Timestamp.Unit unit) -> appendTimestamp(unit, row, index, to);
      default -> appendText(row.getString(index), to);
    };
  }

  private static int appendScalar(Scalar type, ResultSet row, int index, ColumnAppender to)
      throws SQLException {
    switch (type) {
      case BOOLEAN -> {
        boolean value = row.getBoolean(index);
        if (present(row, to)) {
          to.appendBoolean(value);
        }
      }
      case TINYINT -> {
        byte value = row.getByte(index);
        if (present(row, to)) {
          to.appendByte(value);
        }
      }
      case SMALLINT -> {
        short value = row.getShort(index);
        if (present(row, to)) {
          to.appendShort(value);
        }
      }
      case INTEGER -> {
        int value = row.getInt(index);
        if (present(row, to)) {
          to.appendInt(value);
        }
      }
      case BIGINT -> {
        long value = row.getLong(index);
        if (present(row, to)) {
          to.appendLong(value);
        }
      }
      case REAL -> {
        float value = row.getFloat(index);
        if (present(row, to)) {
          to.appendFloat(value);
        }
      }
      case DOUBLE -> {
        double value = row.getDouble(index);
        if (present(row, to)) {
          to.appendDouble(value);
        }
      }
      case HUGEINT -> appendHugeint(row.getBigDecimal(index), to);
      case DATE -> appendDate(row.getObject(index, LocalDate.class), to);
      case TIME -> appendTime(row.getObject(index, LocalTime.class), to);
      case TIME_WITH_TIME_ZONE -> appendTime(row.getObject(index, OffsetTime.class), to);
      case TIMESTAMP_WITH_TIME_ZONE ->
          appendInstant(row.getObject(index, OffsetDateTime.class), to);
      case VARBINARY -> {
        return appendBytes(row.getBytes(index), to);
      }
      default -> {
        return appendText(row.getString(index), to);
      }
    }
    return 0;
  }

  private static int appendDecimal(
      ColumnType.Decimal type, ResultSet row, int index, ColumnAppender to) throws SQLException {
    BigDecimal value = row.getBigDecimal(index);
    if (value == null) {
      to.appendNull();
      return 0;
    }
    BigInteger unscaled = value.setScale(type.scale(), RoundingMode.HALF_UP).unscaledValue();
    if (unscaled.bitLength() < Long.SIZE) {
      to.appendUnscaled(unscaled.longValue());
    } else {
      to.appendWide(unscaled.longValue(), unscaled.shiftRight(Long.SIZE).longValue());
    }
    return 0;
  }

  private static int appendTimestamp(
      Timestamp.Unit unit, ResultSet row, int index, ColumnAppender to) throws SQLException {
    LocalDateTime value = row.getObject(index, LocalDateTime.class);
    if (value == null) {
      to.appendNull();
    } else {
      long perSecond = unit.perSecond();
      to.appendLong(
          Math.addExact(
              Math.multiplyExact(value.toEpochSecond(ZoneOffset.UTC), perSecond),
              value.getLong(ChronoField.NANO_OF_SECOND) / (1_000_000_000 / perSecond)));
    }
    return 0;
  }

  private static void appendHugeint(@Nullable BigDecimal value, ColumnAppender to) {
    if (value == null) {
      to.appendNull();
    } else {
      BigInteger integer = value.toBigInteger();
      to.appendWide(integer.longValue(), integer.shiftRight(Long.SIZE).longValue());
    }
  }

  private static void appendDate(@Nullable LocalDate value, ColumnAppender to) {
    if (value == null) {
      to.appendNull();
    } else {
      to.appendInt(Math.toIntExact(value.toEpochDay()));
    }
  }

  private static void appendTime(@Nullable LocalTime value, ColumnAppender to) {
    if (value == null) {
      to.appendNull();
    } else {
      to.appendLong(value.getLong(ChronoField.MICRO_OF_DAY));
    }
  }

  private static void appendTime(@Nullable OffsetTime value, ColumnAppender to) {
    if (value == null) {
      to.appendNull();
    } else {
      long offset = (long) MAX_OFFSET_SECONDS - value.getOffset().getTotalSeconds();
      to.appendLong(value.getLong(ChronoField.MICRO_OF_DAY) << 24 | offset);
    }
  }

  private static void appendInstant(@Nullable OffsetDateTime value, ColumnAppender to) {
    if (value == null) {
      to.appendNull();
    } else {
      to.appendLong(
          Math.addExact(
              Math.multiplyExact(value.toEpochSecond(), MICROS_PER_SECOND),
              value.getNano() / NANOS_PER_MICRO));
    }
  }

  private static int appendText(@Nullable String value, ColumnAppender to) {
    return appendBytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8), to);
  }

  private static int appendBytes(byte @Nullable [] value, ColumnAppender to) {
    if (value == null) {
      to.appendNull();
      return 0;
    }
    to.appendBytes(value);
    return value.length;
  }

  private static boolean present(ResultSet row, ColumnAppender to) throws SQLException {
    if (row.wasNull()) {
      to.appendNull();
      return false;
    }
    return true;
  }
}

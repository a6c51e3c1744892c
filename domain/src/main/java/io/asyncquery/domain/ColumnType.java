package io.asyncquery.domain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The type of a column. {@link #sqlName()} spells it as SQL and Kylin's metadata do.
 *
 * <p>Fractions of a second are counted in the unit a {@link Timestamp} names; every other temporal
 * type counts microseconds.
 */
public sealed interface ColumnType {

  /** The name in SQL, such as {@code BIGINT} or {@code DECIMAL(19,4)}. */
  String sqlName();

  /** Types without parameters. */
  enum Scalar implements ColumnType {
    BOOLEAN("BOOLEAN"),
    TINYINT("TINYINT"),
    SMALLINT("SMALLINT"),
    INTEGER("INTEGER"),
    BIGINT("BIGINT"),
    /** Signed, 128 bits. */
    HUGEINT("HUGEINT"),
    UTINYINT("UTINYINT"),
    USMALLINT("USMALLINT"),
    UINTEGER("UINTEGER"),
    UBIGINT("UBIGINT"),
    UHUGEINT("UHUGEINT"),
    /** IEEE 754, 32 bits. */
    REAL("REAL"),
    /** IEEE 754, 64 bits. */
    DOUBLE("DOUBLE"),
    VARCHAR("VARCHAR"),
    /** Text that is a JSON value. */
    JSON("JSON"),
    VARBINARY("VARBINARY"),
    DATE("DATE"),
    TIME("TIME"),
    TIME_WITH_TIME_ZONE("TIME WITH TIME ZONE"),
    /** An instant, in microseconds, shown at offset zero. */
    TIMESTAMP_WITH_TIME_ZONE("TIMESTAMP WITH TIME ZONE"),
    INTERVAL("INTERVAL"),
    UUID("UUID");

    private final String sqlName;

    Scalar(String sqlName) {
      this.sqlName = sqlName;
    }

    @Override
    public String sqlName() {
      return sqlName;
    }
  }

  /** An exact number of {@code precision} digits (1 to 38), {@code scale} of them a fraction. */
  record Decimal(int precision, int scale) implements ColumnType {
    public Decimal {
      if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "There is no DECIMAL of precision [" + precision + "] and scale [" + scale + "]");
      }
    }

    @Override
    public String sqlName() {
      return "DECIMAL(" + precision + "," + scale + ")";
    }
  }

  /** A date and a time of day in no zone, counted in {@code unit} since 1970-01-01T00:00. */
  record Timestamp(Unit unit) implements ColumnType {

    public static final Timestamp MICROS = new Timestamp(Unit.MICROSECONDS);

    /** What a timestamp counts. */
    public enum Unit {
      SECONDS(1),
      MILLISECONDS(1_000),
      MICROSECONDS(1_000_000),
      NANOSECONDS(1_000_000_000);

      private final long perSecond;

      Unit(long perSecond) {
        this.perSecond = perSecond;
      }

      public long perSecond() {
        return perSecond;
      }
    }

    @Override
    public String sqlName() {
      return "TIMESTAMP";
    }
  }

  /** A list of values of one type, of any length. */
  record Array(ColumnType element) implements ColumnType {
    @Override
    public String sqlName() {
      return element.sqlName() + " ARRAY";
    }
  }

  /** Named fields. */
  record Struct(List<Column> fields) implements ColumnType {
    public Struct {
      fields = List.copyOf(fields);
    }

    @Override
    public String sqlName() {
      return fields.stream()
          .map(field -> field.name() + " " + field.type().sqlName())
          .collect(Collectors.joining(", ", "ROW(", ")"));
    }
  }

  /** Keys with values. */
  record Map(ColumnType key, ColumnType value) implements ColumnType {
    @Override
    public String sqlName() {
      return "MAP<" + key.sqlName() + ", " + value.sqlName() + ">";
    }
  }
}

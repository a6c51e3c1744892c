package io.asyncquery.sql.trino;

import io.asyncquery.application.batch.ColumnAppender;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a column comes.
 *
 * @param type what it is in a batch
 * @param decoder reads one value of it
 */
record TrinoType(ColumnType type, ValueDecoder decoder) {

  private static final int MICRO_DIGITS = 6;
  private static final int NANO_DIGITS = 9;

  /** What has no type of its own is text, as the protocol writes it. */
  static TrinoType of(TypeName name) {
    return switch (name.base()) {
      case "boolean" -> new TrinoType(Scalar.BOOLEAN, Numbers::appendBoolean);
      case "tinyint" -> new TrinoType(Scalar.TINYINT, Numbers::appendTinyint);
      case "smallint" -> new TrinoType(Scalar.SMALLINT, Numbers::appendSmallint);
      case "integer" -> new TrinoType(Scalar.INTEGER, Numbers::appendInteger);
      case "bigint" -> new TrinoType(Scalar.BIGINT, Numbers::appendBigint);
      case "real" -> new TrinoType(Scalar.REAL, Numbers::appendReal);
      case "double" -> new TrinoType(Scalar.DOUBLE, Numbers::appendDouble);
      case "decimal" -> decimal(name.number(0, 38), name.number(1, 0));
      case "varbinary" -> new TrinoType(Scalar.VARBINARY, Texts::appendBinary);
      case "json" -> new TrinoType(Scalar.JSON, Texts::append);
      case "uuid" -> new TrinoType(Scalar.UUID, Texts::appendUuid);
      case "date" -> new TrinoType(Scalar.DATE, Times::appendDate);
      case "time" -> upTo(name, Scalar.TIME, Times::appendTime);
      case "time with time zone" ->
          upTo(name, Scalar.TIME_WITH_TIME_ZONE, Times::appendTimeWithZone);
      case "timestamp" -> timestamp(name);
      case "timestamp with time zone" ->
          upTo(name, Scalar.TIMESTAMP_WITH_TIME_ZONE, Times::appendInstant);
      case "interval year to month" -> new TrinoType(Scalar.INTERVAL, Intervals::appendMonths);
      case "interval day to second" -> new TrinoType(Scalar.INTERVAL, Intervals::appendDays);
      case "array" -> array(of(name.arguments().getFirst().type()));
      case "map" -> map(name.arguments());
      case "row" -> row(name.arguments());
      default -> new TrinoType(Scalar.VARCHAR, Texts::append);
    };
  }

  private boolean isNested() {
    return type instanceof ColumnType.Array
        || type instanceof ColumnType.Map
        || type instanceof ColumnType.Struct;
  }

  private static TrinoType decimal(int precision, int scale) {
    ColumnType.Decimal type = new ColumnType.Decimal(precision, scale);
    return new TrinoType(type, new Decimals(type));
  }

  /** Beyond microseconds it is text, so that it is exact. */
  private static TrinoType upTo(TypeName name, ColumnType type, ValueDecoder decoder) {
    return name.number(0, 3) > MICRO_DIGITS
        ? new TrinoType(Scalar.VARCHAR, Texts::append)
        : new TrinoType(type, decoder);
  }

  private static TrinoType timestamp(TypeName name) {
    int digits = name.number(0, 3);
    if (digits > NANO_DIGITS) {
      return new TrinoType(Scalar.VARCHAR, Texts::append);
    }
    return digits > MICRO_DIGITS
        ? new TrinoType(new Timestamp(Timestamp.Unit.NANOSECONDS), Times::appendNanos)
        : new TrinoType(Timestamp.MICROS, Times::appendMicros);
  }

  private static TrinoType array(TrinoType element) {
    return new TrinoType(
        new ColumnType.Array(element.type),
        (from, to) -> to.appendList(elements(from, element.decoder, to.child(0))));
  }

  private static int elements(JsonScanner from, ValueDecoder decoder, ColumnAppender to)
      throws IOException {
    int count = 0;
    from.expect('[');
    while (from.nextElement(count == 0, ']')) {
      decoder.decodeNullable(from, to);
      count++;
    }
    return count;
  }

  /** Keys stand in quotes, whatever they are; one that is nested has no form that can be read. */
  private static TrinoType map(List<TypeName.Argument> arguments) {
    TrinoType key = of(arguments.getFirst().type());
    TrinoType value = of(arguments.get(1).type());
    return key.isNested()
        ? new TrinoType(Scalar.JSON, Texts::appendRaw)
        : new TrinoType(
            new ColumnType.Map(key.type, value.type),
            (from, to) -> to.appendList(entries(from, key, value, to.child(0))));
  }

  private static int entries(JsonScanner from, TrinoType key, TrinoType value, ColumnAppender to)
      throws IOException {
    int count = 0;
    from.expect('{');
    while (from.nextElement(count == 0, '}')) {
      key.decoder.decode(from, to.child(0));
      from.expect(':');
      value.decoder.decodeNullable(from, to.child(1));
      to.appendStruct();
      count++;
    }
    return count;
  }

  private static TrinoType row(List<TypeName.Argument> arguments) {
    List<TrinoType> types = arguments.stream().map(field -> of(field.type())).toList();
    List<Column> columns =
        IntStream.range(0, types.size())
            .mapToObj(
                i -> new Column(arguments.get(i).name().orElse("field" + i), types.get(i).type))
            .toList();
    return new TrinoType(
        new ColumnType.Struct(columns),
        (from, to) -> {
          from.expect('[');
          for (int i = 0; from.nextElement(i == 0, ']'); i++) {
            types.get(i).decoder.decodeNullable(from, to.child(i));
          }
          to.appendStruct();
        });
  }
}

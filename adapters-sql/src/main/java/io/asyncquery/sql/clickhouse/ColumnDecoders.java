package io.asyncquery.sql.clickhouse;

import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import io.asyncquery.sql.clickhouse.ClickHouseTypeName.Argument;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the columns of each type come. What has no type of its own here is text; what has no form
 * that can be read has no decoder.
 *
 * @param zone where a time that names no zone was on a clock
 */
record ColumnDecoders(ZoneId zone) {

  private static final int MOST_DIGITS = 38;
  private static final int MICRO_DIGITS = 6;

  private static final Map<String, String> GEOMETRY =
      Map.of(
          "Point", "Tuple(Float64, Float64)",
          "Ring", "Array(Point)",
          "LineString", "Array(Point)",
          "MultiLineString", "Array(LineString)",
          "Polygon", "Array(Ring)",
          "MultiPolygon", "Array(Polygon)");

  Optional<ColumnDecoder> of(ClickHouseTypeName name) {
    return switch (name.base()) {
      case "Nullable" -> of(name.argument(0)).map(NullableColumn::new);
      case "LowCardinality" -> lowCardinality(name.argument(0));
      case "SimpleAggregateFunction" -> of(name.argument(1));
      case "Array" -> of(name.argument(0)).map(ArrayColumn::list);
      case "Map" ->
          of(name.argument(0))
              .flatMap(key -> of(name.argument(1)).map(value -> ArrayColumn.map(key, value)));
      case "Tuple" -> tuple(name.arguments());
      case "Nested" -> tuple(name.arguments()).map(ArrayColumn::list);
      case String shape when GEOMETRY.containsKey(shape) ->
          of(ClickHouseTypeName.of(GEOMETRY.get(shape)));
      default -> Optional.ofNullable(flat(name));
    };
  }

  @SuppressWarnings("NullAway") // none is an answer, made an Optional at once
  private ColumnDecoder flat(ClickHouseTypeName name) {
    return switch (name.base()) {
      case "Bool" -> new FixedColumn(Scalar.BOOLEAN);
      case "Int8" -> new FixedColumn(Scalar.TINYINT);
      case "Int16" -> new FixedColumn(Scalar.SMALLINT);
      case "Int32" -> new FixedColumn(Scalar.INTEGER);
      case "Int64" -> new FixedColumn(Scalar.BIGINT);
      case "Int128" -> new FixedColumn(Scalar.HUGEINT);
      case "UInt8" -> new FixedColumn(Scalar.UTINYINT);
      case "UInt16" -> new FixedColumn(Scalar.USMALLINT);
      case "UInt32" -> new FixedColumn(Scalar.UINTEGER);
      case "UInt64" -> new FixedColumn(Scalar.UBIGINT);
      case "UInt128" -> new FixedColumn(Scalar.UHUGEINT);
      case "Float32" -> new FixedColumn(Scalar.REAL);
      case "Float64" -> new FixedColumn(Scalar.DOUBLE);
      case "BFloat16" -> new ConvertedColumn(Scalar.REAL, 2, Numbers::shortFloat);
      case "Int256" -> new ConvertedColumn(Scalar.VARCHAR, 32, Texts.of(Numbers::signed));
      case "UInt256" -> new ConvertedColumn(Scalar.VARCHAR, 32, Texts.of(Numbers::unsigned));
      case "Decimal" -> decimal(name.number(0), name.number(1));
      case "Date" -> new ConvertedColumn(Scalar.DATE, 2, Times::days);
      case "Date32" -> new FixedColumn(Scalar.DATE);
      case "DateTime" -> instants(name, 0, 4, Times::seconds);
      case "DateTime64" -> instants(name, 1, 8, Times::ticks);
      case "Time" -> new ConvertedColumn(Scalar.TIME, 4, Times.secondsOfDay());
      case "Time64" -> new ConvertedColumn(Scalar.TIME, 8, Times.ticksOfDay(name.number(0)));
      case "UUID" -> new ConvertedColumn(Scalar.UUID, 16, Numbers::uuid);
      case "IPv4" -> new ConvertedColumn(Scalar.VARCHAR, 4, Texts.of(Addresses::four));
      case "IPv6" -> new ConvertedColumn(Scalar.VARCHAR, 16, Texts.of(Addresses::six));
      case "Enum8" -> new ConvertedColumn(Scalar.VARCHAR, 1, enumeration(name));
      case "Enum16" -> new ConvertedColumn(Scalar.VARCHAR, 2, enumeration(name));
      case "Nothing" -> new ConvertedColumn(Scalar.VARCHAR, 1, Texts.of((_, _) -> ""));
      case "String" -> new TextColumn(Scalar.VARCHAR);
      case "JSON" -> new TextColumn(Scalar.JSON);
      case "FixedString" ->
          new ConvertedColumn(Scalar.VARCHAR, name.number(0), Texts.fixed(name.number(0)));
      case String interval when interval.startsWith("Interval") ->
          new ConvertedColumn(
              Scalar.INTERVAL, 8, Times.interval(interval.substring("Interval".length())));
      default -> null;
    };
  }

  /** Of more digits than a decimal has, it is text, so that it is exact. */
  private static ColumnDecoder decimal(int precision, int scale) {
    int width = precision <= 9 ? 4 : precision <= 18 ? 8 : precision <= MOST_DIGITS ? 16 : 32;
    if (precision > MOST_DIGITS) {
      return new ConvertedColumn(Scalar.VARCHAR, width, Texts.of(Numbers.decimalText(scale)));
    }
    Decimal type = new Decimal(precision, scale);
    return precision <= 4
        ? new ConvertedColumn(type, width, Numbers.shortDecimal(precision))
        : new DecimalColumn(type);
  }

  /**
   * An instant where the type names a zone, else what a clock showed in the zone of the session.
   */
  private ColumnDecoder instants(
      ClickHouseTypeName name, int digits, int width, Times.Instants instants) {
    int scale = digits == 0 ? 0 : name.number(0);
    boolean zoned = name.arguments().size() > digits;
    if (zoned) {
      return new ConvertedColumn(
          Scalar.TIMESTAMP_WITH_TIME_ZONE,
          width,
          instants.conversion(scale, MICRO_DIGITS, Optional.empty()));
    }
    Timestamp.Unit unit =
        scale > MICRO_DIGITS ? Timestamp.Unit.NANOSECONDS : Timestamp.Unit.MICROSECONDS;
    return new ConvertedColumn(
        new Timestamp(unit),
        width,
        instants.conversion(scale, scale > MICRO_DIGITS ? 9 : MICRO_DIGITS, Optional.of(zone)));
  }

  private static Conversion enumeration(ClickHouseTypeName name) {
    Map<Integer, String> names = new HashMap<>();
    name.arguments()
        .forEach(argument -> names.put(argument.value().orElseThrow(), argument.type().base()));
    return name.base().equals("Enum8")
        ? Texts.of((from, at) -> names.getOrDefault(Numbers.tiny(from, at), ""))
        : Texts.of((from, at) -> names.getOrDefault(Numbers.small(from, at), ""));
  }

  private Optional<ColumnDecoder> lowCardinality(ClickHouseTypeName name) {
    boolean nullable = name.base().equals("Nullable");
    return of(nullable ? name.argument(0) : name)
        .map(keys -> new LowCardinalityColumn(keys, nullable));
  }

  /** A field that has no name has its number, counted from 1, as ClickHouse counts. */
  private Optional<ColumnDecoder> tuple(List<Argument> arguments) {
    List<Optional<ColumnDecoder>> fields =
        arguments.stream().map(argument -> of(argument.type())).toList();
    if (fields.isEmpty() || fields.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    List<ColumnDecoder> decoders = fields.stream().flatMap(Optional::stream).toList();
    List<Column> columns =
        IntStream.range(0, decoders.size())
            .mapToObj(i ->
                new Column(
                    arguments.get(i).name().orElse(String.valueOf(i + 1)), decoders.get(i).type()))
            .toList();
    return Optional.of(new TupleColumn(new ColumnType.Struct(columns), decoders));
  }
}

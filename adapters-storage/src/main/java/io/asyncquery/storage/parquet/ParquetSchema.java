package io.asyncquery.storage.parquet;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.asyncquery.application.batch.Layout;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.storage.text.UniqueNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * The Parquet types of columns. Every value may be null but the keys of maps. Names that occur
 * twice are told apart as {@link UniqueNames} does.
 *
 * <table>
 *   <caption>What is not the type of the same name</caption>
 *   <tr><td>HUGEINT, UHUGEINT</td><td>DECIMAL(38,0)</td></tr>
 *   <tr><td>TIME WITH TIME ZONE</td><td>TIME adjusted to UTC: the offset is applied and gone</td></tr>
 *   <tr><td>TIMESTAMP of seconds</td><td>TIMESTAMP of milliseconds</td></tr>
 *   <tr><td>INTERVAL</td><td>INTERVAL, which has no sign and counts milliseconds</td></tr>
 * </table>
 */
final class ParquetSchema {

  static final int DECIMAL_BYTES = 16;
  static final int MAX_PRECISION = 38;
  static final int UUID_BYTES = 16;
  static final int INTERVAL_BYTES = 12;

  private ParquetSchema() {}

  static MessageType of(List<Column> columns) {
    return new MessageType("row", fields(columns));
  }

  private static List<Type> fields(List<Column> columns) {
    List<String> names = UniqueNames.of(columns.stream().map(Column::name).toList());
    List<Type> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      fields.add(field(names.get(i), columns.get(i).type(), Repetition.OPTIONAL));
    }
    return fields;
  }

  private static Type field(String name, ColumnType type, Repetition repetition) {
    return switch (type) {
      case Scalar scalar -> scalar(name, scalar, repetition);
      case ColumnType.Decimal decimal -> decimal(name, decimal, repetition);
      case ColumnType.Timestamp(ColumnType.Timestamp.Unit unit) ->
          primitive(
              name, INT64, LogicalTypeAnnotation.timestampType(false, timeUnit(unit)), repetition);
      case ColumnType.Array(ColumnType element) ->
          group(
              name,
              LogicalTypeAnnotation.listType(),
              repetition,
              Types.repeatedGroup()
                  .addField(field("element", element, Repetition.OPTIONAL))
                  .named("list"));
      case ColumnType.Map(ColumnType key, ColumnType value) ->
          group(
              name,
              LogicalTypeAnnotation.mapType(),
              repetition,
              Types.repeatedGroup()
                  .addField(field("key", key, Repetition.REQUIRED))
                  .addField(field("value", value, Repetition.OPTIONAL))
                  .named("key_value"));
      case ColumnType.Struct(List<Column> columns) -> struct(name, columns, repetition);
    };
  }

  private static Type scalar(String name, Scalar scalar, Repetition repetition) {
    return switch (scalar) {
      case BOOLEAN -> Types.primitive(BOOLEAN, repetition).named(name);
      case TINYINT -> integer(name, INT32, 8, true, repetition);
      case SMALLINT -> integer(name, INT32, 16, true, repetition);
      case INTEGER -> integer(name, INT32, 32, true, repetition);
      case BIGINT -> integer(name, INT64, 64, true, repetition);
      case UTINYINT -> integer(name, INT32, 8, false, repetition);
      case USMALLINT -> integer(name, INT32, 16, false, repetition);
      case UINTEGER -> integer(name, INT32, 32, false, repetition);
      case UBIGINT -> integer(name, INT64, 64, false, repetition);
      case HUGEINT, UHUGEINT -> decimal(name, new ColumnType.Decimal(MAX_PRECISION, 0), repetition);
      case REAL -> Types.primitive(FLOAT, repetition).named(name);
      case DOUBLE -> Types.primitive(DOUBLE, repetition).named(name);
      case VARCHAR -> primitive(name, BINARY, LogicalTypeAnnotation.stringType(), repetition);
      case JSON -> primitive(name, BINARY, LogicalTypeAnnotation.jsonType(), repetition);
      case VARBINARY -> Types.primitive(BINARY, repetition).named(name);
      case DATE -> primitive(name, INT32, LogicalTypeAnnotation.dateType(), repetition);
      case TIME ->
          primitive(
              name, INT64, LogicalTypeAnnotation.timeType(false, TimeUnit.MICROS), repetition);
      case TIME_WITH_TIME_ZONE ->
          primitive(name, INT64, LogicalTypeAnnotation.timeType(true, TimeUnit.MICROS), repetition);
      case TIMESTAMP_WITH_TIME_ZONE ->
          primitive(
              name, INT64, LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS), repetition);
      case INTERVAL ->
          fixed(name, INTERVAL_BYTES, LogicalTypeAnnotation.intervalType(), repetition);
      case UUID -> fixed(name, UUID_BYTES, LogicalTypeAnnotation.uuidType(), repetition);
    };
  }

  private static Type decimal(String name, ColumnType.Decimal type, Repetition repetition) {
    LogicalTypeAnnotation annotation =
        LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
    return switch (Layout.width(type)) {
      case 2, 4 -> primitive(name, INT32, annotation, repetition);
      case 8 -> primitive(name, INT64, annotation, repetition);
      default -> fixed(name, DECIMAL_BYTES, annotation, repetition);
    };
  }

  private static Type struct(String name, List<Column> columns, Repetition repetition) {
    if (columns.isEmpty()) {
      throw new QueryFailedException(
          QueryFailure.limit(
              "Parquet cannot carry [" + name + "], a ROW without fields; leave the column out"));
    }
    return Types.buildGroup(repetition).addFields(fields(columns).toArray(Type[]::new)).named(name);
  }

  private static Type group(
      String name, LogicalTypeAnnotation annotation, Repetition repetition, Type field) {
    return Types.buildGroup(repetition).addField(field).as(annotation).named(name);
  }

  private static Type integer(
      String name, PrimitiveTypeName type, int bits, boolean signed, Repetition repetition) {
    return primitive(name, type, LogicalTypeAnnotation.intType(bits, signed), repetition);
  }

  private static Type primitive(
      String name,
      PrimitiveTypeName type,
      LogicalTypeAnnotation annotation,
      Repetition repetition) {
    return Types.primitive(type, repetition).as(annotation).named(name);
  }

  private static Type fixed(
      String name, int bytes, LogicalTypeAnnotation annotation, Repetition repetition) {
    return Types.primitive(FIXED_LEN_BYTE_ARRAY, repetition)
        .length(bytes)
        .as(annotation)
        .named(name);
  }

  private static TimeUnit timeUnit(ColumnType.Timestamp.Unit unit) {
    return switch (unit) {
      case SECONDS, MILLISECONDS -> TimeUnit.MILLIS;
      case MICROSECONDS -> TimeUnit.MICROS;
      case NANOSECONDS -> TimeUnit.NANOS;
    };
  }
}

package io.asyncquery.storage.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.JsonType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MapType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.UUIDType;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** A schema as the footer of a file lists it: each group, then its fields. */
final class SchemaElements {

  private SchemaElements() {}

  static List<SchemaElement> of(MessageType schema) {
    List<SchemaElement> elements = new ArrayList<>();
    elements.add(new SchemaElement(schema.getName()).setNum_children(schema.getFieldCount()));
    schema.getFields().forEach(field -> add(field, elements));
    return elements;
  }

  /** The footer's word for a primitive type. */
  static Type typeOf(PrimitiveType type) {
    PrimitiveTypeName name = type.getPrimitiveTypeName();
    return name == PrimitiveTypeName.BINARY ? Type.BYTE_ARRAY : Type.valueOf(name.name());
  }

  private static void add(org.apache.parquet.schema.Type field, List<SchemaElement> elements) {
    SchemaElement element = new SchemaElement(field.getName());
    element.setRepetition_type(FieldRepetitionType.valueOf(field.getRepetition().name()));
    Optional.ofNullable(field.getLogicalTypeAnnotation())
        .ifPresent(annotation -> annotate(element, annotation));
    elements.add(element);
    if (field instanceof GroupType group) {
      element.setNum_children(group.getFieldCount());
      group.getFields().forEach(child -> add(child, elements));
    } else {
      PrimitiveType primitive = field.asPrimitiveType();
      element.setType(typeOf(primitive));
      if (primitive.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
        element.setType_length(primitive.getTypeLength());
      }
    }
  }

  /** Says what the values mean, in the words of today and in those of older readers. */
  private static void annotate(SchemaElement element, LogicalTypeAnnotation annotation) {
    convertedType(annotation).ifPresent(element::setConverted_type);
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      element.setPrecision(decimal.getPrecision());
      element.setScale(decimal.getScale());
    }
    if (!(annotation instanceof IntervalLogicalTypeAnnotation)) {
      element.setLogicalType(logicalType(annotation));
    }
  }

  private static LogicalType logicalType(LogicalTypeAnnotation annotation) {
    return switch (annotation) {
      case StringLogicalTypeAnnotation _ -> LogicalType.STRING(new StringType());
      case JsonLogicalTypeAnnotation _ -> LogicalType.JSON(new JsonType());
      case UUIDLogicalTypeAnnotation _ -> LogicalType.UUID(new UUIDType());
      case ListLogicalTypeAnnotation _ -> LogicalType.LIST(new ListType());
      case MapLogicalTypeAnnotation _ -> LogicalType.MAP(new MapType());
      case DateLogicalTypeAnnotation _ -> LogicalType.DATE(new DateType());
      case IntLogicalTypeAnnotation integer ->
          LogicalType.INTEGER(new IntType((byte) integer.getBitWidth(), integer.isSigned()));
      case DecimalLogicalTypeAnnotation decimal ->
          LogicalType.DECIMAL(new DecimalType(decimal.getScale(), decimal.getPrecision()));
      case TimeLogicalTypeAnnotation time ->
          LogicalType.TIME(new TimeType(time.isAdjustedToUTC(), unitOf(time.getUnit())));
      case TimestampLogicalTypeAnnotation timestamp ->
          LogicalType.TIMESTAMP(
              new TimestampType(timestamp.isAdjustedToUTC(), unitOf(timestamp.getUnit())));
      default -> throw new IllegalArgumentException("[" + annotation + "] is not ours");
    };
  }

  private static Optional<ConvertedType> convertedType(LogicalTypeAnnotation annotation) {
    return switch (annotation) {
      case StringLogicalTypeAnnotation _ -> Optional.of(ConvertedType.UTF8);
      case JsonLogicalTypeAnnotation _ -> Optional.of(ConvertedType.JSON);
      case ListLogicalTypeAnnotation _ -> Optional.of(ConvertedType.LIST);
      case MapLogicalTypeAnnotation _ -> Optional.of(ConvertedType.MAP);
      case DateLogicalTypeAnnotation _ -> Optional.of(ConvertedType.DATE);
      case DecimalLogicalTypeAnnotation _ -> Optional.of(ConvertedType.DECIMAL);
      case IntervalLogicalTypeAnnotation _ -> Optional.of(ConvertedType.INTERVAL);
      case IntLogicalTypeAnnotation integer -> {
        String prefix = integer.isSigned() ? "INT_" : "UINT_";
        yield Optional.of(ConvertedType.valueOf(prefix + integer.getBitWidth()));
      }
      case TimeLogicalTypeAnnotation time when time.isAdjustedToUTC() ->
          Optional.of(ConvertedType.TIME_MICROS);
      case TimestampLogicalTypeAnnotation timestamp when timestamp.isAdjustedToUTC() ->
          Optional.of(ConvertedType.TIMESTAMP_MICROS);
      default -> Optional.empty();
    };
  }

  private static TimeUnit unitOf(LogicalTypeAnnotation.TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> TimeUnit.MILLIS(new MilliSeconds());
      case MICROS -> TimeUnit.MICROS(new MicroSeconds());
      case NANOS -> TimeUnit.NANOS(new NanoSeconds());
    };
  }
}

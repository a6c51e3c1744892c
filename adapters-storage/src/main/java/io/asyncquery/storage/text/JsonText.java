package io.asyncquery.storage.text;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.ListVector;
import io.asyncquery.application.batch.StructVector;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How the values of a type become JSON. Numbers are numbers with all their digits, also those that
 * a reader's floating point cannot hold; {@code NaN} and the infinities, which JSON does not have,
 * are strings. NULL is {@code null}. Arrays are arrays, structs and maps objects; a map's key is
 * its {@link ValueText}, and fields of one name are told apart as {@link UniqueNames} does. A JSON
 * value stays one, on one line; JSON text that is none becomes a string. All else is a string that
 * holds its {@link ValueText}.
 */
public final class JsonText {

  private JsonText() {}

  /** The JSON of {@code type}; unlike other texts it takes NULL too. */
  public static ValueText of(ColumnType type) {
    ValueText text = ofValue(type);
    return (vector, row, out) -> {
      if (vector.isNull(row)) {
        out.append("null");
      } else {
        text.append(vector, row, out);
      }
    };
  }

  /** {@code text} as a JSON string in its quotes. */
  public static String quoted(String text) {
    TextBuffer out = TextBuffer.small();
    JsonStrings.append(out, text.getBytes(StandardCharsets.UTF_8));
    return out.toString();
  }

  private static ValueText ofValue(ColumnType type) {
    return switch (type) {
      case Scalar scalar -> ofScalar(scalar);
      case ColumnType.Decimal decimal -> ValueText.of(decimal);
      case ColumnType.Timestamp timestamp -> plainString(ValueText.of(timestamp));
      case ColumnType.Array(ColumnType element) -> ofArray(of(element));
      case ColumnType.Struct(List<Column> fields) -> ofStruct(fields);
      case ColumnType.Map(ColumnType key, ColumnType value) -> ofMap(key, of(value));
    };
  }

  private static ValueText ofScalar(Scalar scalar) {
    ValueText text = ValueText.of(scalar);
    return switch (scalar) {
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          HUGEINT,
          UTINYINT,
          USMALLINT,
          UINTEGER,
          UBIGINT,
          UHUGEINT ->
          text;
      case REAL -> (vector, row, out) -> appendFloat((FlatVector) vector, row, out);
      case DOUBLE -> (vector, row, out) -> appendDouble((FlatVector) vector, row, out);
      case VARCHAR -> (vector, row, out) -> JsonStrings.append(out, (FlatVector) vector, row);
      case JSON -> (vector, row, out) -> JsonValues.append(out, (FlatVector) vector, row);
      case VARBINARY, DATE, TIME, TIME_WITH_TIME_ZONE, TIMESTAMP_WITH_TIME_ZONE, INTERVAL, UUID ->
          plainString(text);
    };
  }

  private static void appendFloat(FlatVector vector, int row, TextBuffer out) {
    float value = vector.getFloat(row);
    appendNumber(Float.toString(value), Float.isFinite(value), out);
  }

  private static void appendDouble(FlatVector vector, int row, TextBuffer out) {
    double value = vector.getDouble(row);
    appendNumber(Double.toString(value), Double.isFinite(value), out);
  }

  private static void appendNumber(String text, boolean finite, TextBuffer out) {
    out.append(finite ? text : '"' + text + '"');
  }

  /** A string of characters that JSON need not escape. */
  private static ValueText plainString(ValueText text) {
    return (vector, row, out) -> {
      out.append('"');
      text.append(vector, row, out);
      out.append('"');
    };
  }

  private static ValueText ofArray(ValueText element) {
    return (vector, row, out) -> {
      ListVector list = (ListVector) vector;
      out.append('[');
      int start = list.start(row);
      for (int i = start; i < start + list.length(row); i++) {
        if (i > start) {
          out.append(',');
        }
        element.append(list.elements(), i, out);
      }
      out.append(']');
    };
  }

  private static ValueText ofStruct(List<Column> fields) {
    JsonObject object = new JsonObject(fields);
    return (vector, row, out) -> object.append(((StructVector) vector).children(), row, out);
  }

  private static ValueText ofMap(ColumnType keyType, ValueText value) {
    ValueText key = ValueText.of(keyType);
    return (vector, row, out) -> {
      ListVector entries = (ListVector) vector;
      List<ColumnVector> children = entries.elements().children();
      out.append('{');
      int start = entries.start(row);
      for (int i = start; i < start + entries.length(row); i++) {
        if (i > start) {
          out.append(',');
        }
        appendKey(key, children.getFirst(), i, out);
        out.append(':');
        value.append(children.getLast(), i, out);
      }
      out.append('}');
    };
  }

  private static void appendKey(ValueText key, ColumnVector keys, int row, TextBuffer out) {
    TextBuffer text = TextBuffer.small();
    key.append(keys, row, text);
    JsonStrings.append(out, text.toByteArray());
  }
}

package io.asyncquery.storage.queries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Array;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Struct;
import io.asyncquery.domain.ColumnType.Timestamp;
import java.util.List;

/**
 * Columns as a JSON array of {@code {"name", "type"}}. A type without parameters is its name, any
 * other an object whose {@code kind} says which it is.
 */
final class ColumnsJson {

  private ColumnsJson() {}

  static String write(List<Column> columns) {
    return Json.write(array(columns));
  }

  static List<Column> read(String text) {
    return columns(Json.read(text));
  }

  private static ArrayNode array(List<Column> columns) {
    ArrayNode array = Json.NODES.arrayNode();
    columns.forEach(
        column -> array.addObject().put("name", column.name()).set("type", type(column.type())));
    return array;
  }

  private static JsonNode type(ColumnType type) {
    return switch (type) {
      case Scalar scalar -> Json.NODES.textNode(scalar.name());
      case Decimal(int precision, int scale) ->
          Json.NODES
              .objectNode()
              .put("kind", "DECIMAL")
              .put("precision", precision)
              .put("scale", scale);
      case Timestamp(Timestamp.Unit unit) ->
          Json.NODES.objectNode().put("kind", "TIMESTAMP").put("unit", unit.name());
      case Array(ColumnType element) ->
          Json.NODES.objectNode().put("kind", "ARRAY").set("element", type(element));
      case Struct(List<Column> fields) ->
          Json.NODES.objectNode().put("kind", "STRUCT").set("fields", array(fields));
      case ColumnType.Map(ColumnType key, ColumnType value) ->
          Json.NODES
              .objectNode()
              .put("kind", "MAP")
              .<ObjectNode>set("key", type(key))
              .set("value", type(value));
    };
  }

  private static List<Column> columns(JsonNode array) {
    return array
        .valueStream()
        .map(column ->
            new Column(column.required("name").textValue(), type(column.required("type"))))
        .toList();
  }

  private static ColumnType type(JsonNode type) {
    if (type.isTextual()) {
      return Scalar.valueOf(type.textValue());
    }
    String kind = type.required("kind").textValue();
    return switch (kind) {
      case "DECIMAL" ->
          new Decimal(type.required("precision").intValue(), type.required("scale").intValue());
      case "TIMESTAMP" -> new Timestamp(Timestamp.Unit.valueOf(type.required("unit").textValue()));
      case "ARRAY" -> new Array(type(type.required("element")));
      case "STRUCT" -> new Struct(columns(type.required("fields")));
      case "MAP" -> new ColumnType.Map(type(type.required("key")), type(type.required("value")));
      default -> throw new IllegalStateException("[" + kind + "] is recorded as a column's type");
    };
  }
}

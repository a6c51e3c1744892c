package io.asyncquery.storage.parquet;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.ListVector;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.column.ColumnWriter;

/**
 * Takes a value apart into the leaves that Parquet stores, each with its two levels. The repetition
 * level says at which list a value goes on, 0 for a new row. The definition level counts the
 * optional and repeated groups above it that are there, and the value itself where it is optional.
 */
sealed interface ColumnNode {

  /**
   * Writes a value, NULL too.
   *
   * @param definition the level of what holds the value
   */
  void write(ColumnVector vector, int row, int repetition, int definition);

  /** Writes that there is no value, where what would hold it has this definition level. */
  void writeAbsent(int repetition, int definition);

  /**
   * The node of a column.
   *
   * @param optional whether the schema lets it be null
   * @param lists how many lists hold it
   * @param leaves the writers of all leaves, in the order of the schema; this takes its own
   */
  static ColumnNode of(
      ColumnType type, boolean optional, int lists, Iterator<ColumnWriter> leaves) {
    int present = optional ? 1 : 0;
    return switch (type) {
      case ColumnType.Array(ColumnType element) ->
          new Repeated(of(element, true, lists + 1, leaves), present, lists + 1);
      case ColumnType.Map(ColumnType key, ColumnType value) ->
          new Repeated(
              new Group(
                  List.of(of(key, false, lists + 1, leaves), of(value, true, lists + 1, leaves)),
                  0),
              present,
              lists + 1);
      case ColumnType.Struct(List<Column> fields) ->
          new Group(
              fields.stream().map(field -> of(field.type(), true, lists, leaves)).toList(),
              present);
      default -> new Leaf(LeafValue.of(type), leaves.next(), present);
    };
  }

  /** A value that is not nested. */
  record Leaf(LeafValue value, ColumnWriter writer, int present) implements ColumnNode {

    @Override
    public void write(ColumnVector vector, int row, int repetition, int definition) {
      if (vector.isNull(row)) {
        writer.writeNull(repetition, definition);
      } else {
        value.write((FlatVector) vector, row, writer, repetition, definition + present);
      }
    }

    @Override
    public void writeAbsent(int repetition, int definition) {
      writer.writeNull(repetition, definition);
    }
  }

  /** A struct, or the key and the value of a map. */
  record Group(List<ColumnNode> fields, int present) implements ColumnNode {

    @Override
    public void write(ColumnVector vector, int row, int repetition, int definition) {
      if (vector.isNull(row)) {
        writeAbsent(repetition, definition);
        return;
      }
      List<ColumnVector> children = vector.children();
      for (int i = 0; i < fields.size(); i++) {
        fields.get(i).write(children.get(i), row, repetition, definition + present);
      }
    }

    @Override
    public void writeAbsent(int repetition, int definition) {
      for (ColumnNode field : fields) {
        field.writeAbsent(repetition, definition);
      }
    }
  }

  /** A list or a map; {@code level} is the repetition level of all its elements but the first. */
  record Repeated(ColumnNode element, int present, int level) implements ColumnNode {

    @Override
    public void write(ColumnVector vector, int row, int repetition, int definition) {
      ListVector list = (ListVector) vector;
      if (list.isNull(row)) {
        writeAbsent(repetition, definition);
      } else if (list.length(row) == 0) {
        writeAbsent(repetition, definition + present);
      } else {
        int start = list.start(row);
        for (int i = start; i < start + list.length(row); i++) {
          element.write(
              list.elements(), i, i == start ? repetition : level, definition + present + 1);
        }
      }
    }

    @Override
    public void writeAbsent(int repetition, int definition) {
      element.writeAbsent(repetition, definition);
    }
  }
}

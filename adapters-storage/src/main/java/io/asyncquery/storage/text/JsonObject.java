package io.asyncquery.storage.text;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.domain.Column;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows as JSON objects: one member a column, its name told apart from others of the same name. */
public final class JsonObject {

  private final byte[][] prefixes;
  private final ValueText[] values;

  public JsonObject(List<Column> columns) {
    List<String> names = UniqueNames.of(columns.stream().map(Column::name).toList());
    prefixes = new byte[columns.size()][];
    values = new ValueText[columns.size()];
    for (int i = 0; i < values.length; i++) {
      String prefix = (i == 0 ? "{" : ",") + JsonText.quoted(names.get(i)) + ":";
      prefixes[i] = prefix.getBytes(StandardCharsets.UTF_8);
      values[i] = JsonText.of(columns.get(i).type());
    }
  }

  /** The row of {@code vectors}, which are one for each column. */
  public void append(List<ColumnVector> vectors, int row, TextBuffer out) {
    for (int i = 0; i < values.length; i++) {
      out.append(prefixes[i]);
      values[i].append(vectors.get(i), row, out);
    }
    out.append(values.length == 0 ? "{}" : "}");
  }
}

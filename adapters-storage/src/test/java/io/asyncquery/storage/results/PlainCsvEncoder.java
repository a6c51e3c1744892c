package io.asyncquery.storage.results;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.storage.text.TextBuffer;
import io.asyncquery.storage.text.ValueText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** CSV, value by value: the default dialect with any separator, with or without a header. */
final class PlainCsvEncoder implements ResultEncoder {

  private final String separator;
  private final boolean header;

  PlainCsvEncoder(CsvDialect dialect) {
    this.separator = Character.toString(dialect.separator());
    this.header = dialect.header();
  }

  @Override
  public long encode(ColumnBatches batches, OutputStream out, Cancellation cancellation)
      throws IOException {
    List<Column> columns = batches.columns();
    List<ValueText> texts = columns.stream().map(c -> ValueText.of(c.type())).toList();
    TextBuffer lines = TextBuffer.forRows();
    if (header) {
      for (int i = 0; i < columns.size(); i++) {
        appendCell(i, columns.get(i).name(), lines);
      }
      lines.append('\n');
    }
    long rows = Batches.forEach(batches, cancellation, batch -> write(batch, texts, lines, out));
    lines.drain(out);
    return rows;
  }

  private void write(ColumnBatch batch, List<ValueText> texts, TextBuffer lines, OutputStream out)
      throws IOException {
    for (int row = 0; row < batch.rowCount(); row++) {
      for (int i = 0; i < texts.size(); i++) {
        appendCell(i, text(texts.get(i), batch.column(i), row), lines);
      }
      lines.append('\n');
      lines.drainWhenFull(out);
    }
  }

  private static String text(ValueText text, ColumnVector vector, int row) {
    if (vector.isNull(row)) {
      return "";
    }
    TextBuffer value = TextBuffer.small();
    text.append(vector, row, value);
    return value.toString();
  }

  private void appendCell(int index, String value, TextBuffer lines) {
    boolean quoted =
        value.contains(separator)
            || value.indexOf('"') >= 0
            || value.indexOf('\n') >= 0
            || value.indexOf('\r') >= 0;
    lines.append(index == 0 ? "" : separator);
    lines.append(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
  }
}

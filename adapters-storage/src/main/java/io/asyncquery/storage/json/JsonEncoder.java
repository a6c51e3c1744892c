package io.asyncquery.storage.json;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.Column;
import io.asyncquery.storage.results.Batches;
import io.asyncquery.storage.results.ResultEncoder;
import io.asyncquery.storage.text.JsonObject;
import io.asyncquery.storage.text.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.IntStream;

/** Rows as JSON objects in UTF-8, each on a line of its own. */
public final class JsonEncoder implements ResultEncoder {

  private final Frame frame;

  private JsonEncoder(Frame frame) {
    this.frame = frame;
  }

  /** One array that holds the rows. */
  public static JsonEncoder array() {
    return new JsonEncoder(new Frame("[\n", ",\n", "\n]\n", "[]\n"));
  }

  /** Nothing but the rows. */
  public static JsonEncoder lines() {
    return new JsonEncoder(new Frame("", "\n", "\n", ""));
  }

  /** What stands around the rows, and what in place of none. */
  private record Frame(String begin, String between, String end, String empty) {}

  @Override
  public long encode(ColumnBatches batches, OutputStream out, Cancellation cancellation)
      throws IOException {
    JsonRows rows = new JsonRows(batches.columns(), out);
    long count = Batches.forEach(batches, cancellation, rows::write);
    rows.end();
    return count;
  }

  /** The rows of one result on their way out. */
  private final class JsonRows {

    private final JsonObject object;
    private final TextBuffer text = TextBuffer.forRows();
    private final OutputStream out;
    private final int columns;
    private boolean empty = true;

    JsonRows(List<Column> columns, OutputStream out) {
      this.object = new JsonObject(columns);
      this.columns = columns.size();
      this.out = out;
    }

    void write(ColumnBatch batch) throws IOException {
      List<ColumnVector> vectors = IntStream.range(0, columns).mapToObj(batch::column).toList();
      for (int row = 0; row < batch.rowCount(); row++) {
        text.append(empty ? frame.begin() : frame.between());
        empty = false;
        object.append(vectors, row, text);
        text.drainWhenFull(out);
      }
    }

    void end() throws IOException {
      text.append(empty ? frame.empty() : frame.end());
      text.drain(out);
    }
  }
}

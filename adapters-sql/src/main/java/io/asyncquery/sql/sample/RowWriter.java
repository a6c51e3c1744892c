package io.asyncquery.sql.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;

/**
 * Writes rows into one chunk of column vectors, cell by cell from left to right.
 *
 * <p>Text is collected and handed over once per chunk: a call into native code for each text costs
 * more than all the numbers of its row.
 */
final class RowWriter {
  private final int capacity;
  private final DuckDBWritableVector[] vectors;
  private final byte[][][] texts;
  private int column;
  private int row;

  RowWriter(List<SampleColumn> columns, DuckDBDataChunkWriter chunk) {
    capacity = Math.toIntExact(chunk.capacity());
    vectors = new DuckDBWritableVector[columns.size()];
    texts = new byte[columns.size()][][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = chunk.vector(i);
      boolean text = columns.get(i).type() == DuckDBColumnType.VARCHAR;
      texts[i] = new byte[text ? capacity : 0][];
    }
  }

  boolean hasRoom() {
    return row < capacity;
  }

  RowWriter bigint(long value) {
    vectors[column++].setLong(row, value);
    return this;
  }

  RowWriter integer(int value) {
    vectors[column++].setInt(row, value);
    return this;
  }

  RowWriter date(LocalDate value) {
    vectors[column++].setDate(row, value);
    return this;
  }

  RowWriter text(String value) {
    texts[column++][row] = value.getBytes(UTF_8);
    return this;
  }

  void endRow() {
    if (column != vectors.length) {
      throw new IllegalStateException(
          "Row has [" + column + "] cells and its table [" + vectors.length + "] columns");
    }
    column = 0;
    row++;
  }

  /** Hands over what is still held; the number of rows in the chunk. */
  int finish() {
    for (int i = 0; i < texts.length; i++) {
      if (texts[i].length > 0 && row > 0) {
        vectors[i].setStringUtf8Batch(0, Arrays.copyOf(texts[i], row));
      }
    }
    return row;
  }
}

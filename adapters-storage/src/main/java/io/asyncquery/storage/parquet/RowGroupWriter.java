package io.asyncquery.storage.parquet;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.domain.Column;
import io.asyncquery.storage.results.UnfitValueException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnWriteStoreV1;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.schema.MessageType;

/** One row group in the making, in memory. */
final class RowGroupWriter implements AutoCloseable {

  /** Readers divide their work by row groups; below this they would gain nothing. */
  private static final long FULL_BYTES = 16 << 20;

  private static final int FULL_ROWS = 1 << 20;

  private final List<Column> columns;
  private final Map<ColumnDescriptor, Pages> pages = new LinkedHashMap<>();
  private final ColumnWriteStore store;
  private final List<ColumnNode> nodes = new ArrayList<>();
  private final long rowsBefore;
  private int rows;

  /**
   * @param rowsBefore rows of the result in the row groups before this one
   */
  RowGroupWriter(
      List<Column> columns,
      MessageType schema,
      ParquetProperties properties,
      PageCodec codec,
      long rowsBefore) {
    this.columns = columns;
    this.rowsBefore = rowsBefore;
    schema.getColumns().forEach(leaf -> pages.put(leaf, new Pages(leaf, codec)));
    PageWriteStore pageStore = pages::get;
    this.store = new ColumnWriteStoreV1(schema, pageStore, properties);
    Iterator<ColumnWriter> leaves =
        schema.getColumns().stream().map(store::getColumnWriter).iterator();
    columns.forEach(column -> nodes.add(ColumnNode.of(column.type(), true, 0, leaves)));
  }

  /** Takes the rows from {@code from} to before {@code to} of {@code batch}, column by column. */
  void write(ColumnBatch batch, int from, int to) {
    for (int i = 0; i < nodes.size(); i++) {
      write(i, batch, from, to);
    }
    for (int row = from; row < to; row++) {
      store.endRecord();
    }
    rows += to - from;
  }

  private void write(int index, ColumnBatch batch, int from, int to) {
    ColumnNode node = nodes.get(index);
    ColumnVector vector = batch.column(index);
    int row = from;
    try {
      for (; row < to; row++) {
        node.write(vector, row, 0, 0);
      }
    } catch (UnfitValueException e) {
      throw e.at(columns.get(index).name(), rowsBefore + rows + (row - from) + 1);
    }
  }

  boolean isFull() {
    return rows >= FULL_ROWS || store.getBufferedSize() >= FULL_BYTES;
  }

  int rows() {
    return rows;
  }

  /** Writes the group to {@code out}, where {@code offset} bytes of the file lie before. */
  RowGroup writeTo(OutputStream out, long offset) throws IOException {
    store.flush();
    List<ColumnChunk> chunks = new ArrayList<>();
    long uncompressedBytes = 0;
    long end = offset;
    for (Pages column : pages.values()) {
      ColumnMetaData metaData = column.writeTo(out, end);
      chunks.add(new ColumnChunk(0).setMeta_data(metaData));
      end += metaData.getTotal_compressed_size();
      uncompressedBytes += metaData.getTotal_uncompressed_size();
    }
    return new RowGroup(chunks, uncompressedBytes, rows)
        .setFile_offset(offset)
        .setTotal_compressed_size(end - offset);
  }

  @Override
  public void close() {
    store.close();
  }
}

package io.asyncquery.storage.parquet;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.domain.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageType;

/** A file from its first magic number over its row groups to its footer. */
final class ParquetFile implements AutoCloseable {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;

  /** Larger ones cost more memory, a map each, than they save. */
  private static final int DICTIONARY_BYTES = 256 << 10;

  /** Rows at most between two looks at the size of a page. */
  private static final int PAGE_CHECK_ROWS = 8;

  private final List<Column> columns;
  private final RowSizes sizes;
  private final OutputStream out;
  private final MessageType schema;
  private final ParquetProperties properties;
  private final PageCodec codec = new PageCodec();
  private final List<RowGroup> groups = new ArrayList<>();
  private RowGroupWriter group;
  private long rows;
  private long offset = MAGIC.length;

  ParquetFile(List<Column> columns, OutputStream out) {
    this.columns = columns;
    this.sizes = new RowSizes(columns);
    this.out = out;
    this.schema = ParquetSchema.of(columns);
    this.properties = properties(schema);
    this.group = newGroup();
  }

  private static ParquetProperties properties(MessageType schema) {
    ParquetProperties.Builder properties =
        ParquetProperties.builder()
            .withDictionaryPageSize(DICTIONARY_BYTES)
            .withMinRowCountForPageSizeCheck(1)
            .withMaxRowCountForPageSizeCheck(PAGE_CHECK_ROWS)
            .withSizeStatisticsEnabled(false);
    for (ColumnDescriptor leaf : schema.getColumns()) {
      properties.withStatisticsEnabled(
          String.join(".", leaf.getPath()), ChunkStatistics.ordered(leaf.getPrimitiveType()));
    }
    return properties.build();
  }

  void begin() throws IOException {
    out.write(MAGIC);
  }

  void write(ColumnBatch batch) throws IOException {
    int from = 0;
    while (from < batch.rowCount()) {
      int to = sizes.sliceEnd(batch, from);
      group.write(batch, from, to);
      from = to;
      if (group.isFull()) {
        endGroup();
        group = newGroup();
      }
    }
  }

  void end() throws IOException {
    if (group.rows() > 0) {
      endGroup();
    }
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(metaData(), footer);
    footer.writeTo(out);
    out.write(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(footer.size())
            .array());
    out.write(MAGIC);
  }

  private FileMetaData metaData() {
    FileMetaData metaData =
        new FileMetaData(VERSION, SchemaElements.of(schema), rows, groups)
            .setCreated_by("asyncquery");
    for (int i = 0; i < schema.getColumns().size(); i++) {
      metaData.addToColumn_orders(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()));
    }
    return metaData;
  }

  private RowGroupWriter newGroup() {
    return new RowGroupWriter(columns, schema, properties, codec, rows);
  }

  private void endGroup() throws IOException {
    RowGroup written = group.writeTo(out, offset);
    group.close();
    groups.add(written);
    offset += written.getTotal_compressed_size();
    rows += group.rows();
  }

  @Override
  public void close() {
    group.close();
  }
}

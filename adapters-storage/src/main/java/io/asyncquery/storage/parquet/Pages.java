package io.asyncquery.storage.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;

/** The pages of one column in one row group, compressed, held until the group is whole. */
final class Pages implements PageWriter {

  private final ColumnDescriptor column;
  private final PageCodec codec;
  private final List<byte[]> pages = new ArrayList<>();
  private final Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
  private final Statistics<?> statistics;
  private byte[] dictionary = {};
  private long values;
  private long uncompressedBytes;
  private long compressedBytes;

  Pages(ColumnDescriptor column, PageCodec codec) {
    this.column = column;
    this.codec = codec;
    this.statistics = Statistics.createStats(column.getPrimitiveType());
  }

  @Override
  public void writePage(
      BytesInput bytes,
      int valueCount,
      int rowCount,
      Statistics<?> pageStatistics,
      SizeStatistics ignoredSizes,
      GeospatialStatistics ignoredShapes,
      Encoding repetitionEncoding,
      Encoding definitionEncoding,
      Encoding valuesEncoding)
      throws IOException {
    PageHeader header = new PageHeader(PageType.DATA_PAGE, 0, 0);
    header.setData_page_header(
        new DataPageHeader(
            valueCount,
            formatOf(valuesEncoding),
            formatOf(definitionEncoding),
            formatOf(repetitionEncoding)));
    pages.add(page(header, bytes));
    values += valueCount;
    encodings.addAll(List.of(repetitionEncoding, definitionEncoding, valuesEncoding));
    statistics.mergeStatistics(pageStatistics);
  }

  @Override
  public void writeDictionaryPage(DictionaryPage page) throws IOException {
    PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, 0, 0);
    header.setDictionary_page_header(
        new DictionaryPageHeader(page.getDictionarySize(), formatOf(page.getEncoding())));
    dictionary = page(header, page.getBytes());
    encodings.add(page.getEncoding());
  }

  /** Writes all pages to {@code out}, where {@code offset} bytes of the file lie before. */
  ColumnMetaData writeTo(OutputStream out, long offset) throws IOException {
    out.write(dictionary);
    for (byte[] page : pages) {
      out.write(page);
    }
    ColumnMetaData metaData =
        new ColumnMetaData(
            SchemaElements.typeOf(column.getPrimitiveType()),
            encodings.stream().map(Pages::formatOf).toList(),
            List.of(column.getPath()),
            PageCodec.NAME,
            values,
            uncompressedBytes,
            compressedBytes,
            offset + dictionary.length);
    if (dictionary.length > 0) {
      metaData.setDictionary_page_offset(offset);
    }
    ChunkStatistics.of(statistics).ifPresent(metaData::setStatistics);
    return metaData;
  }

  private byte[] page(PageHeader header, BytesInput bytes) throws IOException {
    byte[] page = codec.page(header, bytes);
    compressedBytes += page.length;
    uncompressedBytes +=
        page.length - header.getCompressed_page_size() + header.getUncompressed_page_size();
    return page;
  }

  private static org.apache.parquet.format.Encoding formatOf(Encoding encoding) {
    return org.apache.parquet.format.Encoding.valueOf(encoding.name());
  }

  @Override
  public long getMemSize() {
    return compressedBytes;
  }

  @Override
  public long allocatedSize() {
    return compressedBytes;
  }

  @Override
  public String memUsageString(String prefix) {
    return prefix + compressedBytes;
  }

  @Deprecated
  @Override
  public void writePage(
      BytesInput bytes,
      int valueCount,
      Statistics<?> pageStatistics,
      Encoding repetitionEncoding,
      Encoding definitionEncoding,
      Encoding valuesEncoding) {
    throw new UnsupportedOperationException("pages come with all their statistics");
  }

  @Override
  public void writePage(
      BytesInput bytes,
      int valueCount,
      int rowCount,
      Statistics<?> pageStatistics,
      Encoding repetitionEncoding,
      Encoding definitionEncoding,
      Encoding valuesEncoding) {
    throw new UnsupportedOperationException("pages come with all their statistics");
  }

  @Override
  public void writePageV2(
      int rowCount,
      int nullCount,
      int valueCount,
      BytesInput repetitionLevels,
      BytesInput definitionLevels,
      Encoding dataEncoding,
      BytesInput data,
      Statistics<?> pageStatistics) {
    throw new UnsupportedOperationException("pages are of version 1, which every reader knows");
  }
}

package io.asyncquery.storage.parquet;

import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;

/** Compresses pages with Snappy, which every reader of Parquet knows; one at a time. */
final class PageCodec {

  static final CompressionCodec NAME = CompressionCodec.SNAPPY;

  /** About what a header takes. */
  private static final int HEADER_BYTES = 64;

  private final SnappyJavaCompressor compressor = new SnappyJavaCompressor();
  private final ExposedBytes plain = new ExposedBytes();
  private byte[] compressed = {};

  /** A page as it lies in the file: {@code header}, completed by both sizes, then the bytes. */
  byte[] page(PageHeader header, BytesInput bytes) throws IOException {
    plain.reset();
    bytes.writeAllTo(plain);
    int bound = compressor.maxCompressedLength(plain.size());
    if (compressed.length < bound) {
      compressed = new byte[bound];
    }
    int size =
        compressor.compress(plain.array(), 0, plain.size(), compressed, 0, compressed.length);
    header.setUncompressed_page_size(plain.size());
    header.setCompressed_page_size(size);
    ByteArrayOutputStream page = new ByteArrayOutputStream(size + HEADER_BYTES);
    Util.writePageHeader(header, page);
    page.write(compressed, 0, size);
    return page.toByteArray();
  }

  private static final class ExposedBytes extends ByteArrayOutputStream {
    byte[] array() {
      return buf;
    }
  }
}

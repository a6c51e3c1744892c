package io.asyncquery.storage.parquet;

import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;

/** Compresses pages with Snappy, which every reader of Parquet knows; one at a time. */
final class PageCodec {

  static final CompressionCodec NAME = CompressionCodec.SNAPPY;

  private final SnappyJavaCompressor compressor = new SnappyJavaCompressor();
  private final ByteArrayOutputStream headerBytes = new ByteArrayOutputStream();
  private ExposedBytes plain = new ExposedBytes(0);
  private byte[] compressed = {};

  /** A page as it lies in the file: {@code header}, completed by both sizes, then the bytes. */
  byte[] page(PageHeader header, BytesInput bytes) throws IOException {
    read(bytes);
    int size =
        compressor.compress(plain.array(), 0, plain.size(), compressed, 0, compressed.length);
    header.setUncompressed_page_size(plain.size());
    header.setCompressed_page_size(size);
    headerBytes.reset();
    Util.writePageHeader(header, headerBytes);
    byte[] page = Arrays.copyOf(headerBytes.toByteArray(), headerBytes.size() + size);
    System.arraycopy(compressed, 0, page, headerBytes.size(), size);
    return page;
  }

  private void read(BytesInput bytes) throws IOException {
    int size = Math.toIntExact(bytes.size());
    if (plain.array().length < size) {
      plain = new ExposedBytes(size);
      compressed = new byte[compressor.maxCompressedLength(size)];
    }
    plain.reset();
    bytes.writeAllTo(plain);
  }

  private static final class ExposedBytes extends ByteArrayOutputStream {

    ExposedBytes(int capacity) {
      super(capacity);
    }

    byte[] array() {
      return buf;
    }
  }
}

package io.asyncquery.rest.download;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A content coding (RFC 9110, section 8.4) in which a result can travel; the sooner named, the
 * dearer to us. Compressors are set for speed: the network is to wait for them as little as it can.
 */
enum Coding {
  ZSTD("zstd"),
  GZIP("gzip"),
  /** As the file is. */
  IDENTITY("identity");

  private static final int ZSTD_LEVEL = 1;

  /** Looks back 64 KiB, which keeps a compressor at about 300 KiB outside of the heap. */
  private static final int ZSTD_WINDOW_LOG = 16;

  private static final int GZIP_BUFFER = 8 << 10;

  private final String token;

  Coding(String token) {
    this.token = token;
  }

  /** Its name in HTTP. */
  String token() {
    return token;
  }

  /** A stream that passes on to {@code out}, in this coding, what is written to it. */
  @SuppressWarnings("resource") // The caller closes it.
  OutputStream encoder(OutputStream out) throws IOException {
    return switch (this) {
      case ZSTD ->
          new ZstdOutputStreamNoFinalizer(out).setLevel(ZSTD_LEVEL).setWindowLog(ZSTD_WINDOW_LOG);
      case GZIP -> new FastGzip(out);
      case IDENTITY -> out;
    };
  }

  private static final class FastGzip extends GZIPOutputStream {

    FastGzip(OutputStream out) throws IOException {
      super(out, GZIP_BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}

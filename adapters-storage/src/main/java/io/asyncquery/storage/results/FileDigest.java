package io.asyncquery.storage.results;

import io.asyncquery.domain.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The digest of a file that lies there already. */
final class FileDigest {

  private static final int BUFFER_BYTES = 1 << 20;

  private FileDigest() {}

  /** Reads all of it. */
  static Digest of(FileChannel file, Digest.Algorithm algorithm) throws IOException {
    RunningDigest digest = RunningDigest.by(algorithm);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    while (file.read(buffer) >= 0) {
      digest.update(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
    return digest.end();
  }
}

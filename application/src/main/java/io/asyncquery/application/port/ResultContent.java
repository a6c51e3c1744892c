package io.asyncquery.application.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The bytes of a whole result, open for reading.
 *
 * @param channel positioned at the start; readers that share it read at positions
 * @param size in bytes
 * @param changedAt when the file was last changed, by the clock of the machine
 * @param path where the file lies: for the operator and Kylin's result_path, never to read from
 */
public record ResultContent(FileChannel channel, long size, Instant changedAt, Path path)
    implements AutoCloseable {

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

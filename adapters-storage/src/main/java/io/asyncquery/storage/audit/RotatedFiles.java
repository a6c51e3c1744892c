package io.asyncquery.storage.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;

import io.asyncquery.storage.DataFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/**
 * One file that grows, {@code audit.jsonl}, and those before it, {@code audit.1.jsonl} and so on,
 * the latest first.
 */
record RotatedFiles(Path folder, long maxBytes, int older) {

  /** Longer than any line. */
  private static final int MAX_TORN_BYTES = 4 << 20;

  /** The file that grows, made where it is not there; a link in its place is refused. */
  FileChannel open() throws IOException {
    return FileChannel.open(
        file(0), Set.of(CREATE, APPEND, NOFOLLOW_LINKS), DataFolder.forOwner(folder));
  }

  private Path file(int number) {
    return folder.resolve(number == 0 ? "audit.jsonl" : "audit." + number + ".jsonl");
  }

  /** The channel to write the next line to: another one, where the file is full. */
  FileChannel rotate(FileChannel channel) throws IOException {
    if (channel.size() < maxBytes) {
      return channel;
    }
    channel.force(true);
    for (int number = older - 1; number >= 0; number--) {
      if (Files.exists(file(number), NOFOLLOW_LINKS)) {
        Files.move(file(number), file(number + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    FileChannel next = open();
    channel.close();
    return next;
  }

  /** Takes away what stands behind the last end of a line, and returns it. */
  String cutTornLine(FileChannel channel) throws IOException {
    long size = channel.size();
    byte[] tail = tail(size);
    int end = new String(tail, ISO_8859_1).lastIndexOf('\n') + 1;
    if (end == tail.length) {
      return "";
    }
    channel.truncate(size - (tail.length - end));
    return new String(tail, end, tail.length - end, UTF_8);
  }

  private byte[] tail(long size) throws IOException {
    ByteBuffer tail = ByteBuffer.allocate((int) Math.min(size, MAX_TORN_BYTES));
    try (FileChannel reading =
        FileChannel.open(file(0), Set.<OpenOption>of(READ, NOFOLLOW_LINKS))) {
      reading.position(size - tail.capacity());
      while (tail.hasRemaining() && reading.read(tail) >= 0) {}
    }
    return tail.array();
  }
}

package io.asyncquery.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The claim of one process on a folder; the operating system ends it with the process. */
final class FolderLock implements AutoCloseable {

  /**
   * The files this process has locked. The one static state here, and not to be had otherwise: by
   * POSIX a process loses its lock on a file as soon as it closes any descriptor of that file, so a
   * second attempt in the same process must not even open it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Locks {@code file}, creating it where it is missing, and leaves the id of this process in it.
   *
   * @throws DataFolderException somebody has locked it
   */
  static FolderLock take(Path folder, Path file, FileAttribute<?>... attributes)
      throws IOException {
    if (!HELD.add(file)) {
      throw DataFolderException.inUse(folder, "this process [" + pid() + "]");
    }
    boolean taken = false;
    try {
      FileChannel channel =
          FileChannel.open(file, Set.of(CREATE, WRITE, NOFOLLOW_LINKS), attributes);
      try {
        if (channel.tryLock() == null) {
          throw DataFolderException.inUse(folder, "another process [" + read(file) + "]");
        }
        write(channel, pid() + "\n");
        taken = true;
        return new FolderLock(file, channel);
      } finally {
        if (!taken) {
          channel.close();
        }
      }
    } finally {
      if (!taken) {
        HELD.remove(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      HELD.remove(file);
    }
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, US_ASCII).strip();
  }

  private static void write(FileChannel channel, String text) throws IOException {
    channel.truncate(0).write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
  }
}

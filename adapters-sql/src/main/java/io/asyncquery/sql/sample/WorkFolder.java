package io.asyncquery.sql.sample;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder beside a file, in which the file is made before it takes its name.
 *
 * <p>Its owner holds a lock in it. The lock ends with the process, however that ends: a folder
 * whose lock is free was left behind, and the next one to make the same file removes it.
 */
final class WorkFolder implements AutoCloseable {
  private static final String LOCK = "owner.lock";

  private final Path folder;
  private final FileChannel lock;

  private WorkFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Makes the folder, and the folders it lies in where they are missing. */
  static WorkFolder beside(Path file) throws IOException {
    Path parent = file.resolveSibling("");
    String prefix = "." + file.getFileName() + ".making-";
    Files.createDirectories(parent);
    removeAbandoned(parent, prefix);
    Path folder = Files.createTempDirectory(parent, prefix);
    FileChannel channel = FileChannel.open(folder.resolve(LOCK), CREATE_NEW, WRITE);
    channel.lock();
    return new WorkFolder(folder, channel);
  }

  Path resolve(Path name) {
    return folder.resolve(name);
  }

  @Override
  public void close() throws IOException {
    lock.close();
    delete(folder);
  }

  private static void removeAbandoned(Path parent, String prefix) throws IOException {
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(parent, entry -> isWorkFolder(entry, prefix))) {
      for (Path entry : entries) {
        if (isAbandoned(entry)) {
          delete(entry);
        }
      }
    }
  }

  private static boolean isWorkFolder(Path entry, String prefix) {
    return entry.getFileName().toString().startsWith(prefix) && Files.exists(entry.resolve(LOCK));
  }

  private static boolean isAbandoned(Path entry) throws IOException {
    try (FileChannel channel = FileChannel.open(entry.resolve(LOCK), WRITE);
        FileLock owned = channel.tryLock()) {
      return owned != null;
    } catch (OverlappingFileLockException e) {
      return false; // its owner is in this process
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> entries = Files.walk(folder)) {
      deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path entry : deepestFirst) {
      Files.deleteIfExists(entry);
    }
  }
}

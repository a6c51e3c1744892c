package io.asyncquery.sql.duckdb;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of one DuckDB instance's own, gone when it is closed. Two instances must not share one:
 * their files for what does not fit into memory have the same names. A lock tells those in use from
 * those that a process which died has left; the next one made beside them removes these.
 */
final class ScratchFolder implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ScratchFolder.class.getName());
  private static final String PREFIX = "asyncquery-duckdb-";
  private static final String LOCK = "lock";

  /**
   * What the names of this process's own begin with: to open the lock of one and close it again
   * would unlock it, as POSIX has it.
   */
  private static final String OWN = PREFIX + processName() + "-";

  private final Path folder;
  private final FileChannel lock;

  private ScratchFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  static ScratchFolder create(Path parent) throws IOException {
    sweep(Files.createDirectories(parent));
    Path folder = Files.createTempDirectory(parent, OWN);
    FileChannel lock =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    return new ScratchFolder(folder, lock);
  }

  /** Where queries put what they cannot hold in memory. */
  Path spill() {
    return folder.resolve("spill");
  }

  /** Where a catalog made by this program lies. */
  Path catalog() {
    return folder.resolve("catalog.duckdb");
  }

  @Override
  public void close() {
    try (lock) {
      remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sweep(Path parent) throws IOException {
    List<Path> folders;
    try (Stream<Path> paths = Files.list(parent)) {
      folders = paths.filter(ScratchFolder::isOfAnotherProcess).toList();
    }
    for (Path folder : folders) {
      if (isLeft(folder)) {
        LOG.log(INFO, "Removing [{0}], left by a process that died", folder);
        remove(folder);
      }
    }
  }

  private static boolean isOfAnotherProcess(Path folder) {
    String name = folder.getFileName().toString();
    return name.startsWith(PREFIX) && !name.startsWith(OWN);
  }

  private static String processName() {
    ProcessHandle process = ProcessHandle.current();
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + "-" + start;
  }

  /** Without a lock file it is one that is just being made. */
  private static boolean isLeft(Path folder) {
    Path file = folder.resolve(LOCK);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (IOException e) {
      LOG.log(DEBUG, "[" + folder + "] is in use", e);
      return false;
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}

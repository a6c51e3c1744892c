package io.asyncquery.storage.results;

import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.application.port.Space;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps count of the room that results take, and within its limits those who write. */
final class ResultSpace {

  private static final System.Logger LOG = System.getLogger(ResultSpace.class.getName());

  /**
   * Room is scarce from nine tenths of the quota on, and while less than a tenth above the floor.
   */
  private static final int MARGIN = 10;

  private final Path folder;
  private final SpaceLimits limits;
  private final AtomicLong used;
  private volatile Optional<FileStore> store = Optional.empty();

  /**
   * @param folder where results lie
   * @param used bytes that they take already
   */
  ResultSpace(Path folder, SpaceLimits limits, long used) {
    this.folder = folder;
    this.limits = limits;
    this.used = new AtomicLong(used);
  }

  /**
   * Counts bytes that are about to be written.
   *
   * @throws QueryFailedException STORAGE where the quota has no room for them; they are not counted
   */
  void take(long bytes) {
    long quota = limits.quota().orElse(Long.MAX_VALUE);
    if (used.addAndGet(bytes) > quota) {
      used.addAndGet(-bytes);
      throw refusal("the quota for results is used up; delete results, or ask for fewer rows");
    }
  }

  /** Counts bytes out that are not there any more. */
  void give(long bytes) {
    used.addAndGet(-bytes);
  }

  /**
   * Looks at what the disk has left.
   *
   * @throws QueryFailedException STORAGE where that is less than the floor
   */
  void requireFloor() {
    if (free() < limits.floor()) {
      throw refusal("the disk has less free space than the server leaves to it; tell the operator");
    }
  }

  Space look() {
    long free = free();
    long quota = limits.quota().orElse(Long.MAX_VALUE);
    if (free < limits.floor() || used.get() >= quota) {
      return Space.EXHAUSTED;
    }
    boolean scarce =
        free - limits.floor() < limits.floor() / MARGIN || used.get() >= quota - quota / MARGIN;
    return scarce ? Space.SCARCE : Space.AMPLE;
  }

  private long free() {
    if (limits.floor() == 0) {
      return Long.MAX_VALUE;
    }
    try {
      return store().getUsableSpace();
    } catch (IOException e) {
      // A disk that does not answer here refuses the write itself, with the reason.
      LOG.log(WARNING, "The free space of the disk could not be asked for", e);
      return Long.MAX_VALUE;
    }
  }

  /**
   * Kept: to find it, all mounts are read. It asks by the folder's path, whatever is mounted there.
   */
  private FileStore store() throws IOException {
    Optional<FileStore> known = store;
    if (known.isEmpty()) {
      known = Optional.of(Files.getFileStore(folder));
      store = known;
    }
    return known.get();
  }

  private static QueryFailedException refusal(String reason) {
    return new QueryFailedException(
        QueryFailure.storage("The result could not be written: " + reason));
  }
}

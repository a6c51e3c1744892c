package io.asyncquery.storage.results;

import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.ResultContent;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.application.port.Space;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import io.asyncquery.domain.Truncation;
import io.asyncquery.storage.DataFolder;
import io.asyncquery.storage.ResultFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Results as files of a data folder. A result is written to a part file, forced to the disk, and
 * then renamed; the folder that holds the name is forced too. So after a power cut the final name
 * stands for all bytes or does not exist.
 */
public final class FileResultStore implements ResultStore {

  private static final System.Logger LOG = System.getLogger(FileResultStore.class.getName());

  private final ResultFolder folder;
  private final ResultEncoders encoders;
  private final ResultSpace space;
  private final Digest.Algorithm digest;
  private final WriteBuffers buffers = new WriteBuffers();

  /**
   * A store in a folder that is there.
   *
   * @param limits to keep; what lies there already counts
   * @param digest of what it will write; what it reads has the one it was written with
   */
  public FileResultStore(
      ResultFolder folder, ResultEncoders encoders, SpaceLimits limits, Digest.Algorithm digest) {
    this.folder = folder;
    this.encoders = encoders;
    this.digest = digest;
    // Only a quota asks for it, and there may be very many.
    long used =
        limits.quota().isEmpty()
            ? 0
            : folder.resultFiles().stream().mapToLong(FileResultStore::sizeOf).sum();
    this.space = new ResultSpace(folder.results(), limits, used);
  }

  @Override
  public ResultSummary write(
      QueryId id,
      ResultFormat format,
      ColumnBatches batches,
      Optional<Cap> maxBytes,
      Cancellation cancellation) {
    Path part = folder.partFile(id);
    Path result = folder.resultFile(id);
    boolean published = false;
    long written = 0;
    try {
      ResultSummary summary = writePart(part, format, batches, maxBytes, cancellation);
      written = summary.bytes();
      publish(part, result);
      published = true;
      return summary;
    } finally {
      if (!published) {
        space.give(written);
        discard(part);
        discard(result);
      }
    }
  }

  private ResultSummary writePart(
      Path part,
      ResultFormat format,
      ColumnBatches batches,
      Optional<Cap> maxBytes,
      Cancellation cancellation) {
    try (ResultSink sink = ResultSink.create(part, buffers, digest, folder.fileAttributes())) {
      GuardedOutput guarded = new GuardedOutput(sink, space);
      boolean whole = false;
      try {
        ResultSummary summary =
            encode(sink, CappedOutput.of(guarded, format, maxBytes), format, batches, cancellation);
        whole = true;
        return summary;
      } finally {
        if (!whole) {
          guarded.abandon();
        }
      }
    } catch (IOException e) {
      // The sink translates its own faults where they happen, so this is the encoder's.
      throw new UncheckedIOException(e);
    }
  }

  private ResultSummary encode(
      ResultSink sink,
      CappedOutput out,
      ResultFormat format,
      ColumnBatches batches,
      Cancellation cancellation)
      throws IOException {
    ColumnBatches rows = new CheckedBatches(batches, cancellation, out);
    long encoded = encoders.encoderFor(format).encode(rows, out, cancellation);
    cancellation.check();
    out.flush();
    sink.force();
    return new ResultSummary(
        out.rows().orElse(encoded),
        sink.bytes(),
        sink.digest(),
        out.isCut() ? Optional.of(Truncation.BYTES) : Optional.empty(),
        batches.columns());
  }

  /** Batches that end with the cancellation and the file, also where an encoder reads ahead. */
  private record CheckedBatches(ColumnBatches batches, Cancellation cancellation, CappedOutput out)
      implements ColumnBatches {

    @Override
    public List<Column> columns() {
      return batches.columns();
    }

    @Override
    public Optional<ColumnBatch> next() {
      cancellation.check();
      return out.isCut() ? Optional.empty() : batches.next();
    }
  }

  private static void publish(Path part, Path result) {
    try {
      Files.move(part, result, StandardCopyOption.ATOMIC_MOVE);
      DataFolder.force(folderOf(result));
    } catch (IOException e) {
      throw StorageFault.of(e, folderOf(result));
    }
  }

  private static Path folderOf(Path file) {
    return file.resolveSibling("");
  }

  // What stays in spite of this is removed by the sweep of the next start.
  private static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(WARNING, "The file [" + file + "] of a failed query could not be removed", e);
    }
  }

  @Override
  public Optional<ResultContent> open(QueryId id) {
    Path result = folder.resultFile(id);
    try {
      FileChannel channel =
          FileChannel.open(result, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
      return Optional.of(content(channel, result));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreException("The result of query [" + id + "] cannot be opened", e);
    }
  }

  /** Whether there is a whole result. */
  boolean has(QueryId id) {
    return Files.exists(folder.resultFile(id), LinkOption.NOFOLLOW_LINKS);
  }

  private static ResultContent content(FileChannel channel, Path result) throws IOException {
    try {
      return new ResultContent(channel, channel.size(), changedAt(result), result);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** By the time that no program can set, where the system has it. */
  private static Instant changedAt(Path file) throws IOException {
    FileTime time =
        file.getFileSystem().supportedFileAttributeViews().contains("unix")
            ? (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
            : Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
    return time.toInstant();
  }

  @Override
  public void delete(Collection<QueryId> ids) {
    remove(ids.stream().map(folder::resultFile).toList(), true);
  }

  @Override
  public int sweep(Collection<QueryId> owners) {
    Set<Path> owned = owners.stream().map(folder::resultFile).collect(Collectors.toSet());
    List<Path> orphans =
        folder.resultFiles().stream().filter(file -> !owned.contains(file)).toList();
    return remove(folder.partFiles(), false) + remove(orphans, true);
  }

  @Override
  public Optional<String> inspect(QueryId id, ResultSummary summary) {
    Optional<ResultContent> found = open(id);
    if (found.isEmpty()) {
      return Optional.of("its result is not there any more");
    }
    try (ResultContent content = found.get()) {
      if (content.size() != summary.bytes()) {
        return Optional.of("its result is not as long as it was written");
      }
      return FileDigest.of(content.channel(), summary.digest().algorithm()).equals(summary.digest())
          ? Optional.empty()
          : Optional.of("its result is not what was written");
    } catch (IOException e) {
      throw new StoreException("The result of query [" + id + "] cannot be read", e);
    }
  }

  @Override
  public Space space() {
    return space.look();
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException _) {
      // Gone, or not to be read: then it takes no room that could be counted.
      return 0;
    }
  }

  /**
   * Removes every file it can; the faults of the others leave together.
   *
   * @param counted whether the files count for the room that results take
   */
  private int remove(Collection<Path> files, boolean counted) {
    int removed = 0;
    List<IOException> faults = new ArrayList<>();
    for (Path file : files) {
      try {
        long size = sizeOf(file);
        if (Files.deleteIfExists(file)) {
          removed++;
          space.give(counted ? size : 0);
        }
      } catch (IOException e) {
        faults.add(e);
      }
    }
    if (!faults.isEmpty()) {
      IOException first = faults.removeFirst();
      faults.forEach(first::addSuppressed);
      throw new StoreException(
          "[" + (faults.size() + 1) + "] of [" + files.size() + "] result files stay", first);
    }
    return removed;
  }
}

package io.asyncquery.storage;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.asyncquery.domain.QueryId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where results lie, within one file system, whole and in the making: {@code results/ab/{id}} and
 * {@code parts/{id}}.
 *
 * @param root the data folder, or a volume
 */
public record ResultFolder(Path root) {

  private static final int FANOUT = 0x100;

  /** Makes the folders that are missing, and makes sure that a part can become a result. */
  void prepare() throws IOException {
    DataFolder.createOwnFolder(results());
    DataFolder.createOwnFolder(parts());
    for (int i = 0; i < FANOUT; i++) {
      DataFolder.createOwnFolder(results().resolve(String.format(Locale.ROOT, "%02x", i)));
    }
    renameAcross();
  }

  boolean hasResults() {
    return Files.isDirectory(results()) && !resultFiles().isEmpty();
  }

  /** Whether a part can become a result in one step shows only when one does. */
  private void renameAcross() throws IOException {
    Path part = parts().resolve("probe");
    Path result = results().resolve("probe");
    FileChannel.open(part, Set.of(CREATE, WRITE), fileAttributes()).close();
    Files.move(part, result, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(result);
  }

  /** Where the whole result of a query lies, or would; its folder is there. */
  public Path resultFile(QueryId id) {
    String name = id.toString();
    return results().resolve(name.substring(0, 2)).resolve(name);
  }

  /** Where a result is written before it is whole, on the same file system; its folder is there. */
  public Path partFile(QueryId id) {
    return parts().resolve(id.toString());
  }

  /** Everything that lies where results lie; each is named as its query, if it is a result. */
  public List<Path> resultFiles() {
    return list(results()).stream()
        .filter(Files::isDirectory)
        .flatMap(folder -> list(folder).stream())
        .toList();
  }

  /** Everything that lies where parts lie. */
  public List<Path> partFiles() {
    return list(parts());
  }

  /** Where the whole results lie. */
  public Path results() {
    return root.resolve("results");
  }

  private Path parts() {
    return root.resolve("parts");
  }

  /** What to create a file in here with, so that it is the owner's alone. */
  public FileAttribute<?>[] fileAttributes() {
    return DataFolder.forOwner(root);
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

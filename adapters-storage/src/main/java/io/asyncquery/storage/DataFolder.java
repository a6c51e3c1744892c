package io.asyncquery.storage;

import static java.lang.System.Logger.Level.ERROR;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.asyncquery.domain.QueryId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The folder of one server, locked against every other, and the one place that knows what lies
 * where in it:
 *
 * <pre>
 * lock               locked while a server uses the folder
 * queries.db         the query store, with SQLite's own files beside it
 * store              what this store is called, so that volumes know it again
 * volumes            where volumes with results of it lie, one path a line
 * tokens.db          the token store, likewise; commands open it beside the server
 * results/ab/{id}    whole results, under the first two digits of their ids
 * parts/{id}         results in the making, a rename away from where they belong
 * audit/audit*.jsonl who did what, one line each
 * aside/{n}          a query store and results that a start could not use, for the operator
 * </pre>
 *
 * <p>What it creates can be read by the user of the server alone, and so can the folder, whatever
 * it was before. A link in the place of anything in here is refused.
 */
public final class DataFolder implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(DataFolder.class.getName());
  private final Path root;
  private final FolderLock lock;
  private final ResultFolder results;

  private DataFolder(Path root, FolderLock lock) {
    this.root = root;
    this.results = new ResultFolder(root);
    this.lock = lock;
  }

  /**
   * Creates the folder where it is missing, locks it, and makes sure that results can be written.
   *
   * @throws DataFolderException it cannot be created or written, or is in use already
   */
  public static DataFolder open(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path, forOwner(path.getFileSystem(), "rwx------"));
      Path root = path.toRealPath();
      OwnFiles.keepToOwner(root);
      FolderLock lock =
          FolderLock.take(root, root.resolve("lock"), forOwner(root.getFileSystem(), "rw-------"));
      DataFolder opened = new DataFolder(root, lock);
      try {
        opened.prepare();
        return opened;
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw DataFolderException.unusable(path, e);
    }
  }

  /** Where the audit log lies; the folder is there. */
  public Path auditFolder() throws IOException {
    return auditFolder(root);
  }

  /**
   * The same of a data folder that a server may be using.
   *
   * @throws IOException it cannot be made, or is a link
   */
  public static Path auditFolder(Path folder) throws IOException {
    Path path = folder.toAbsolutePath().normalize();
    createFolder(path);
    Path audit = path.toRealPath().resolve("audit");
    createOwnFolder(audit);
    return audit;
  }

  /**
   * The database of the token store, without the lock: made, and empty, where it is not there.
   *
   * @throws IOException it cannot be made, or is a link
   */
  public static Path tokenStoreFile(Path folder) throws IOException {
    Path path = folder.toAbsolutePath().normalize();
    createFolder(path);
    Path file = path.toRealPath().resolve("tokens.db");
    if (Files.notExists(file, NOFOLLOW_LINKS)) {
      FileChannel.open(file, Set.of(CREATE, WRITE), forOwner(file.getFileSystem(), "rw-------"))
          .close();
    }
    OwnFiles.requireNoLink(file);
    return file;
  }

  private void prepare() throws IOException {
    if (Files.notExists(queryStoreFile()) && results.hasResults()) {
      LOG.log(
          ERROR,
          "There are results in [{0}], but their query store is not: they were moved to [{1}], and"
              + " no query is known. To have them back, stop the server, put the store or a backup"
              + " of it beside them as queries.db, and move all of it back; else delete them",
          root,
          moveAside());
    }
    results.prepare();
    for (String name :
        List.of("queries.db", "queries.db-wal", "queries.db-shm", "store", "volumes", "aside")) {
      OwnFiles.requireNoLink(root.resolve(name));
    }
    boolean isNew = Files.notExists(queryStoreFile());
    if (isNew || Files.notExists(root.resolve("store"))) {
      OwnFiles.write(root.resolve("store"), UUID.randomUUID() + "\n");
    }
    if (isNew) {
      Files.createFile(queryStoreFile(), fileAttributes());
      force(results.results());
      force(root);
    }
  }

  /**
   * Opens a folder elsewhere for results of this store.
   *
   * @throws DataFolderException it is not there, cannot be used, or has lost what was put there
   */
  public ResultVolume openVolume(Path folder) {
    Path list = root.resolve("volumes");
    String line = folder.toAbsolutePath().normalize().toString();
    try {
      Set<String> known = new TreeSet<>(Files.exists(list) ? Files.readAllLines(list) : List.of());
      ResultVolume volume =
          ResultVolume.open(
              folder, Files.readString(root.resolve("store")).strip(), known.contains(line));
      if (known.add(line)) {
        OwnFiles.write(list, String.join("\n", known) + "\n");
      }
      return volume;
    } catch (IOException e) {
      throw DataFolderException.unusable(root, e);
    }
  }

  /**
   * Moves the query store and all results out of the way, and begins anew with neither. Nothing may
   * be open.
   *
   * @return where they lie now
   */
  public Path setAside() {
    try {
      Path aside = moveAside();
      prepare();
      return aside;
    } catch (IOException e) {
      throw DataFolderException.unusable(root, e);
    }
  }

  private Path moveAside() throws IOException {
    Path all = root.resolve("aside");
    createFolder(all);
    int number = 1;
    while (Files.exists(all.resolve(Integer.toString(number)))) {
      number++;
    }
    Path aside = all.resolve(Integer.toString(number));
    createFolder(aside);
    for (String name :
        List.of("queries.db-wal", "queries.db-shm", "queries.db", "store", "results")) {
      if (Files.exists(root.resolve(name))) {
        Files.move(root.resolve(name), aside.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    force(aside);
    force(root);
    return aside;
  }

  /** The database of the query store; there, and empty in a new folder. */
  public Path queryStoreFile() {
    return root.resolve("queries.db");
  }

  /** Where results lie. */
  public ResultFolder results() {
    return results;
  }

  /** See {@link ResultFolder#resultFile}. */
  public Path resultFile(QueryId id) {
    return results.resultFile(id);
  }

  /** See {@link ResultFolder#partFile}. */
  public Path partFile(QueryId id) {
    return results.partFile(id);
  }

  /** See {@link ResultFolder#resultFiles}. */
  public List<Path> resultFiles() {
    return results.resultFiles();
  }

  /** See {@link ResultFolder#partFiles}. */
  public List<Path> partFiles() {
    return results.partFiles();
  }

  /** What to create a file in here with, so that it is the owner's alone. */
  public FileAttribute<?>[] fileAttributes() {
    return forOwner(root.getFileSystem(), "rw-------");
  }

  /** The same for a file in {@code folder}. */
  public static FileAttribute<?>[] forOwner(Path folder) {
    return forOwner(folder.getFileSystem(), "rw-------");
  }

  /** Makes names in {@code folder} durable: files created, renamed or deleted there. */
  public static void force(Path folder) throws IOException {
    if (isPosix(folder.getFileSystem())) {
      try (FileChannel channel = FileChannel.open(folder, READ)) {
        channel.force(true);
      }
    }
  }

  /** Lets others use the folder. A second call does nothing. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw DataFolderException.unusable(root, e);
    }
  }

  private static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder, forOwner(folder.getFileSystem(), "rwx------"));
  }

  /** One within the data folder. */
  static void createOwnFolder(Path folder) throws IOException {
    OwnFiles.requireNoLink(folder);
    createFolder(folder);
  }

  private static FileAttribute<?>[] forOwner(FileSystem fileSystem, String permissions) {
    return isPosix(fileSystem)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(FileSystem fileSystem) {
    return fileSystem.supportedFileAttributeViews().contains("posix");
  }
}

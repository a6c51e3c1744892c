package io.asyncquery.storage;

import static java.lang.System.Logger.Level.ERROR;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A folder beside the data folder, mostly on a disk of its own, that holds results and nothing
 * else:
 *
 * <pre>
 * lock            locked while a server uses the folder
 * store           which query store knows these results
 * results, parts  as in the data folder
 * aside/{n}       results of another query store, for the operator
 * </pre>
 */
public final class ResultVolume implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ResultVolume.class.getName());

  private final ResultFolder results;
  private final FolderLock lock;

  private ResultVolume(ResultFolder results, FolderLock lock) {
    this.results = results;
    this.lock = lock;
  }

  /**
   * Opens a folder that is there: one that is not may be a disk that is not mounted.
   *
   * @param store the name of the query store that is in use
   * @param known whether results of it have been put here before
   * @throws DataFolderException it is not there, cannot be used, or has lost what was put there
   */
  public static ResultVolume open(Path folder, String store, boolean known) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      Path root = path.toRealPath();
      OwnFiles.keepToOwner(root);
      FolderLock lock = FolderLock.take(root, root.resolve("lock"), DataFolder.forOwner(root));
      boolean ready = false;
      try {
        ResultVolume volume = new ResultVolume(new ResultFolder(root), lock);
        volume.prepare(store, known);
        ready = true;
        return volume;
      } finally {
        if (!ready) {
          lock.close();
        }
      }
    } catch (IOException e) {
      throw DataFolderException.unusable(path, e);
    }
  }

  private void prepare(String store, boolean known) throws IOException {
    Path root = results.root();
    Path owner = root.resolve("store");
    OwnFiles.requireNoLink(owner);
    OwnFiles.requireNoLink(root.resolve("aside"));
    boolean owned = Files.exists(owner, LinkOption.NOFOLLOW_LINKS);
    if (!owned && known) {
      throw DataFolderException.unfit(
          root,
          "held results and is empty now: mount its disk. If they are lost, take its line out of"
              + " the file [volumes] of the data folder");
    }
    if (owned && !Files.readString(owner).strip().equals(store) && results.hasResults()) {
      LOG.log(
          ERROR,
          "There are results in [{0}] that the query store does not know: they were moved to [{1}]",
          root,
          moveAside());
    }
    results.prepare();
    OwnFiles.write(owner, store + "\n");
  }

  private Path moveAside() throws IOException {
    Path all = results.root().resolve("aside");
    DataFolder.createOwnFolder(all);
    int number = 1;
    while (Files.exists(all.resolve(Integer.toString(number)))) {
      number++;
    }
    Path aside = all.resolve(Integer.toString(number));
    DataFolder.createOwnFolder(aside);
    Files.move(results.results(), aside.resolve("results"), StandardCopyOption.ATOMIC_MOVE);
    DataFolder.force(aside);
    DataFolder.force(results.root());
    return aside;
  }

  /** Where its results lie. */
  public ResultFolder results() {
    return results;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

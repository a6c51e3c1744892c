package io.asyncquery.storage;

import static java.lang.System.Logger.Level.WARNING;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Keeps others out of the data folder. */
final class OwnFiles {

  private static final System.Logger LOG = System.getLogger(OwnFiles.class.getName());
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private OwnFiles() {}

  /** Takes all rights of others on {@code folder} away, where there are such rights. */
  static void keepToOwner(Path folder) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(folder, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> before = view.readAttributes().permissions();
    if (!OWNER.containsAll(before)) {
      LOG.log(
          WARNING,
          "Data folder [{0}] had the rights [{1}]; now it is its owner''s alone",
          folder,
          PosixFilePermissions.toString(before));
      view.setPermissions(OWNER);
    }
  }

  /**
   * Refuses a symbolic link: what it leads to is not ours to write, or is somebody else's to
   * change.
   *
   * @throws IOException {@code file} is a link
   */
  static void requireNoLink(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw new FileSystemException(
          file.toString(),
          null,
          "is a symbolic link, which is not followed: put a folder or file there");
    }
  }
}

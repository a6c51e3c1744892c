package io.asyncquery.storage;

import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The small files of the data folder, and keeping others out of it. */
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

  /** Puts {@code text} into a small file, in the place of what was there; durable on return. */
  static void write(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            part,
            Set.of(CREATE, WRITE, TRUNCATE_EXISTING, NOFOLLOW_LINKS),
            DataFolder.forOwner(part))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(part, file, ATOMIC_MOVE, REPLACE_EXISTING);
    DataFolder.force(file.resolveSibling(""));
  }
}

package io.asyncquery.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The data folder cannot be used; the message tells the operator which, why and what to do. */
public final class DataFolderException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean lost;

  private DataFolderException(String message) {
    super(message);
    this.lost = false;
  }

  private DataFolderException(String message, Throwable cause) {
    this(message, cause, false);
  }

  private DataFolderException(String message, @Nullable Throwable cause, boolean lost) {
    super(message, cause);
    this.lost = lost;
  }

  /** Whether the file is of no use to this program whatever is tried again. */
  public boolean lost() {
    return lost;
  }

  /** As {@link #unfit(Path, String)}, where the file is of no use to this program. */
  public static DataFolderException lost(Path file, String reason, @Nullable Throwable cause) {
    return new DataFolderException("[" + file + "] " + reason, cause, true);
  }

  static DataFolderException inUse(Path folder, String user) {
    return new DataFolderException(
        "Data folder [" + folder + "] is in use by " + user + ": stop it, or name another folder");
  }

  static DataFolderException unusable(Path folder, IOException cause) {
    return new DataFolderException(
        "Data folder [" + folder + "] cannot be used: " + reason(cause), cause);
  }

  /**
   * A file in the data folder is not what it should be, and was left as it is.
   *
   * @param reason what it is, and what to do
   */
  public static DataFolderException unfit(Path file, String reason) {
    return new DataFolderException("[" + file + "] " + reason);
  }

  /** As {@link #unfit(Path, String)}, with what was found. */
  public static DataFolderException unfit(Path file, String reason, Throwable cause) {
    return new DataFolderException("[" + file + "] " + reason, cause);
  }

  private static String reason(IOException cause) {
    return switch (cause) {
      case AccessDeniedException e ->
          "no permission to write [" + e.getFile() + "]. Give it to the user of this server";
      case FileAlreadyExistsException e ->
          "[" + e.getFile() + "] is a file. Move it away, or name another folder";
      case AtomicMoveNotSupportedException e ->
          "its subfolders lie on different file systems. Let all of it lie on one";
      case NoSuchFileException e ->
          "[" + e.getFile() + "] cannot be created there. Name another folder";
      case FileSystemException e when e.getReason() != null ->
          "[" + e.getFile() + "]: " + e.getReason() + ". Mend that, or name another folder";
      default -> cause.toString();
    };
  }
}

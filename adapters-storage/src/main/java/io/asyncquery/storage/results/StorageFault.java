package io.asyncquery.storage.results;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one place that says, in words for the sender, why the disk did not take a result. */
final class StorageFault {

  /** Less than this left is full: a file system may keep some blocks that it cannot give out. */
  private static final long FULL_BELOW_BYTES = 64 << 10;

  private StorageFault() {}

  /** The failure that {@code cause}, met while writing below {@code folder}, stands for. */
  static QueryFailedException of(IOException cause, Path folder) {
    return new QueryFailedException(
        QueryFailure.storage("The result could not be written: " + reason(cause, folder)), cause);
  }

  private static String reason(IOException cause, Path folder) {
    if (cause instanceof AccessDeniedException) {
      return "the server has no right to write in its data folder; tell the operator";
    }
    if (says(cause, "quota")) {
      return "the disk quota of the server is used up; tell the operator";
    }
    if (says(cause, "No space left") || isFull(folder)) {
      return "the disk of the server is full; free space or fetch fewer rows";
    }
    if (says(cause, "Read-only") || isReadOnly(folder)) {
      return "the disk of the server is read-only; tell the operator";
    }
    return "I/O error on the disk of the server; tell the operator";
  }

  // Java has no types for these; their text is the system's, which may speak another language:
  // so the file system is asked too.
  private static boolean says(IOException cause, String words) {
    return String.valueOf(cause.getMessage()).contains(words);
  }

  private static boolean isFull(Path folder) {
    return ask(folder, store -> store.getUsableSpace() < FULL_BELOW_BYTES);
  }

  private static boolean isReadOnly(Path folder) {
    return ask(folder, FileStore::isReadOnly);
  }

  private static boolean ask(Path folder, Question question) {
    try {
      return question.ask(Files.getFileStore(folder));
    } catch (IOException _) {
      // Only the wording depends on the answer; the fault itself is being reported.
      return false;
    }
  }

  @FunctionalInterface
  private interface Question {
    boolean ask(FileStore store) throws IOException;
  }
}

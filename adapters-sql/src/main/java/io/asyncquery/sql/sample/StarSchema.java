package io.asyncquery.sql.sample;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * Makes the Star Schema Benchmark as a DuckDB database: CUSTOMER, SUPPLIER, PART, DATES, LINEORDER
 * and the view P_LINEORDER.
 *
 * <p>The data is derived from the TPC-H generators after the paper "Star Schema Benchmark" by
 * O'Neil, O'Neil and Chen, with the column names of Kylin's sample. The same scale always gives the
 * same rows in the same order. Money is in cents. Where the paper's own generator strays from the
 * calendar (days of the week off by one, a week that starts on the seventh day), the calendar is
 * right here.
 */
public final class StarSchema {
  /** Goes up with every change of the data, so that files made before are made anew. */
  private static final int GENERATION = 1;

  private static final String TITLE = "Star Schema Benchmark";

  private StarSchema() {}

  /** What {@link #create} found to do. */
  public enum Outcome {
    CREATED,
    REUSED
  }

  /**
   * Makes sure that the file holds the benchmark at this scale.
   *
   * <p>The file appears under its name only when it is whole. One that is already there is kept if
   * it is what is asked for, replaced if it is another scale or an older generation, and refused if
   * it is anything else.
   *
   * @param databaseFile where the database shall be; missing folders are made
   * @param scale 0.0001 to 1000; 1 is about six million rows of LINEORDER in 150 MB
   * @param progress told of the start, the advance and the end of each table, on the calling thread
   * @throws IllegalArgumentException if the scale is out of range
   * @throws IOException if the file is not the benchmark's, or cannot be read or written
   */
  public static Outcome create(Path databaseFile, double scale, Consumer<Progress> progress)
      throws IOException {
    Scale checked = new Scale(scale);
    Path file = databaseFile.toAbsolutePath();
    String label = TITLE + ", scale " + scale + ", generation " + GENERATION;
    if (Files.exists(file) && labelOf(file).equals(label)) {
      return Outcome.REUSED;
    }
    try (WorkFolder folder = WorkFolder.beside(file)) {
      Path made = folder.resolve(file.getFileName());
      SampleDatabase.write(made, checked, label, progress);
      // A log that belongs to the file being replaced must not be replayed onto the new one.
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (SQLException e) {
      throw failure(file, e);
    }
    return Outcome.CREATED;
  }

  /** The label of a file that is the benchmark's, in whatever scale or generation. */
  private static String labelOf(Path file) throws IOException {
    try {
      String label = SampleDatabase.label(file);
      if (label.startsWith(TITLE)) {
        return label;
      }
    } catch (SQLException e) {
      throw new IOException(notOurs(file), e);
    }
    throw new IOException(notOurs(file));
  }

  private static String notOurs(Path file) {
    return "File ["
        + file.getFileName()
        + "] exists and cannot be read as the Star Schema Benchmark:"
        + " move it away or name another file";
  }

  private static IOException failure(Path file, SQLException cause) {
    String message = "Sample database [" + file.getFileName() + "] could not be made";
    if (!Thread.currentThread().isInterrupted()) {
      return new IOException(message, cause);
    }
    InterruptedIOException interrupted = new InterruptedIOException(message + ": interrupted");
    interrupted.initCause(cause);
    return interrupted;
  }
}

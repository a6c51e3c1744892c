package io.asyncquery.storage.csv;

import io.asyncquery.application.batch.ColumnVector;

/**
 * Writes the cells of one column for a block of rows: first {@link #prepare}, then {@link #write}
 * over the rows prepared or the first of them. Holds state between the two; one thread at a time.
 */
interface CellWriter {

  /**
   * Looks at rows {@code from} to {@code to} (exclusive), or at the first of them where all would
   * take too much memory; returns the end of those, at least {@code from + 1}.
   */
  int prepare(ColumnVector vector, int from, int to);

  /** The most bytes that one cell of the rows prepared can touch. */
  long bound();

  /** Writes row {@code from + i} at {@code at[i]} and moves {@code at[i]} behind it. */
  void write(ColumnVector vector, int from, int to, byte[] out, int[] at);
}

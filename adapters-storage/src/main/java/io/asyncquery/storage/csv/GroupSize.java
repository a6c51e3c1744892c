package io.asyncquery.storage.csv;

/**
 * How many rows make a group: some 256 KB of lines: the vectors that are read for them still lie in
 * the core's own cache when they are encoded, and the lines when they are digested. Learned from
 * the lines written so far.
 */
final class GroupSize {

  private static final long BYTES = 1 << 18;
  private static final int FIRST_ROWS = 4_096;
  private static final int MOST_ROWS = 65_536;

  private volatile int rows = FIRST_ROWS;

  /** Rows, 1 or more. */
  int rows() {
    return rows;
  }

  /** Takes the length of {@code lines} as that of the next ones. */
  void learn(Lines lines) {
    if (lines.size() > 0) {
      rows = Math.toIntExact(Math.clamp(BYTES * lines.rows() / lines.size(), 1, MOST_ROWS));
    }
  }
}

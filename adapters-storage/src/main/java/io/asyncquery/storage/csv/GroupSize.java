package io.asyncquery.storage.csv;

/**
 * How many rows make a group: some 2 MB of lines, enough for large writes, and still a fair share
 * where many exports take turns. Learned from the lines written so far.
 */
final class GroupSize {

  private static final long BYTES = 1 << 21;
  private static final int FIRST_ROWS = 16_384;
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

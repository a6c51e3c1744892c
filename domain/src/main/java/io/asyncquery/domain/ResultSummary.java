package io.asyncquery.domain;

import java.util.List;

/**
 * What is known of a whole result.
 *
 * @param rows rows without the header
 * @param bytes the size of the file
 * @param sha256 the digest of the file, 64 lower-case hexadecimal digits
 * @param truncated whether a limit cut the result short
 */
public record ResultSummary(
    long rows, long bytes, String sha256, boolean truncated, List<Column> columns) {

  public ResultSummary {
    columns = List.copyOf(columns);
    if (rows < 0 || bytes < 0) {
      throw new IllegalArgumentException("a result has [" + rows + "] rows, [" + bytes + "] bytes");
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("[" + sha256 + "] is not a SHA-256 digest");
    }
  }
}

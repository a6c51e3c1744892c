package io.asyncquery.domain;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a whole result.
 *
 * @param rows rows without the header
 * @param bytes the size of the file
 * @param digest of the file
 * @param truncation the limit that cut the result short, if one did
 */
public record ResultSummary(
    long rows, long bytes, Digest digest, Optional<Truncation> truncation, List<Column> columns) {

  public ResultSummary {
    columns = List.copyOf(columns);
    if (rows < 0 || bytes < 0) {
      throw new IllegalArgumentException("a result has [" + rows + "] rows, [" + bytes + "] bytes");
    }
  }

  /** Whether a limit cut the result short. */
  public boolean truncated() {
    return truncation.isPresent();
  }

  /** The same of a result that {@code limit} cut short, unless another did. */
  public ResultSummary truncatedBy(Truncation limit) {
    return truncated() ? this : new ResultSummary(rows, bytes, digest, Optional.of(limit), columns);
  }
}

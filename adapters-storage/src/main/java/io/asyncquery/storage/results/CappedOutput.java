package io.asyncquery.storage.results;

import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.Limits.OnLimit;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.ResultFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Stands between an encoder and its file and keeps the file from outgrowing a cap: by failing the
 * query, or, where the format has rows that can be told apart, by cutting.
 */
sealed class CappedOutput extends OutputStream permits RowCut {

  private final OutputStream out;
  private final long max;
  private final String refusal;
  private long taken;

  private CappedOutput(OutputStream out, long max, String refusal) {
    this.out = out;
    this.max = max;
    this.refusal = refusal;
  }

  CappedOutput(OutputStream out) {
    this(out, Long.MAX_VALUE, "");
  }

  /** What keeps {@code format} within {@code cap}. */
  static CappedOutput of(OutputStream out, ResultFormat format, Optional<Cap> cap) {
    if (cap.isEmpty()) {
      return new CappedOutput(out);
    }
    Optional<RowEnds> rows = RowEnds.of(format);
    if (cap.get().onLimit() == OnLimit.TRUNCATE && rows.isPresent()) {
      return new RowCut(out, rows.get(), cap.get().max());
    }
    String tooLarge = "The result is larger than the [" + cap.get().max() + "] bytes it may have";
    return new CappedOutput(
        out,
        cap.get().max(),
        cap.get().onLimit() == OnLimit.FAIL
            ? tooLarge + ": ask for fewer rows or columns"
            : tooLarge
                + ", and cannot be cut in format ["
                + format.extension()
                + "] as asked for: ask for fewer rows, or for csv in UTF-8");
  }

  /** Whether the rest of the rows is of no use. */
  boolean isCut() {
    return false;
  }

  /** The rows that were written, where they are not all that were encoded. */
  OptionalLong rows() {
    return OptionalLong.empty();
  }

  @Override
  public void write(int b) throws IOException {
    take(1);
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    take(length);
    out.write(bytes, offset, length);
  }

  private void take(int bytes) {
    if (bytes > max - taken) {
      throw new QueryFailedException(QueryFailure.limit(refusal));
    }
    taken += bytes;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}

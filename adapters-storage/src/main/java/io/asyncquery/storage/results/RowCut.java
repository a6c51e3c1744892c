package io.asyncquery.storage.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Hands on whole rows as long as they fit, and drops the first that does not with all that follow.
 * The beginning of a row waits here for its end, so no more than one row is held.
 */
final class RowCut extends CappedOutput {

  private final OutputStream out;
  private final RowEnds ends;
  private final long max;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private long taken;
  private long lines;
  private boolean quoted;
  private volatile boolean cut;

  RowCut(OutputStream out, RowEnds ends, long max) {
    super(out);
    this.out = out;
    this.ends = ends;
    this.max = max;
  }

  @Override
  boolean isCut() {
    return cut;
  }

  @Override
  OptionalLong rows() {
    return OptionalLong.of(Math.max(0, ends.header() ? lines - 1 : lines));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (cut) {
      return;
    }
    int fitting = (int) Math.min(length, max - taken);
    int whole = endOfLastLine(bytes, offset, fitting);
    if (whole > 0) {
      begun.writeTo(out);
      begun.reset();
      out.write(bytes, offset, whole);
    }
    if (fitting < length) {
      cut = true;
      begun.reset();
    } else {
      begun.write(bytes, offset + whole, length - whole);
    }
    taken += fitting;
  }

  /** How many of the bytes belong to lines that end here. */
  private int endOfLastLine(byte[] bytes, int offset, int length) {
    int end = 0;
    for (int i = 0; i < length; i++) {
      byte b = bytes[offset + i];
      if (b == '"' && ends.quotes()) {
        quoted = !quoted;
      } else if (b == '\n' && !quoted) {
        lines++;
        end = i + 1;
      }
    }
    return end;
  }
}

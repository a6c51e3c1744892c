package io.asyncquery.storage.results;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Stands before the file of one result and looks after the room it takes: after the quota with
 * every megabyte, after the disk with every sixteen, since that asks the system.
 */
final class GuardedOutput extends OutputStream {

  private static final long COUNTED_BYTES = 1 << 20;
  private static final long LOOKED_BYTES = 16 << 20;

  private final OutputStream out;
  private final ResultSpace space;
  private long uncounted;
  private long counted;
  private long looked;

  /** Looks at the disk at once: also a small result needs room. */
  GuardedOutput(OutputStream out, ResultSpace space) {
    this.out = out;
    this.space = space;
    space.requireFloor();
  }

  @Override
  public void write(int b) throws IOException {
    took(1);
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    took(length);
    out.write(bytes, offset, length);
  }

  private void took(int bytes) {
    uncounted += bytes;
    if (uncounted >= COUNTED_BYTES) {
      count();
    }
  }

  private void count() {
    space.take(uncounted);
    counted += uncounted;
    uncounted = 0;
    if (counted - looked >= LOOKED_BYTES) {
      looked = counted;
      space.requireFloor();
    }
  }

  /** Counts what is left to count; after this the result has its room. */
  @Override
  public void flush() throws IOException {
    count();
    out.flush();
  }

  /** Gives the room back: there will be no result. */
  void abandon() {
    space.give(counted);
    counted = 0;
  }
}

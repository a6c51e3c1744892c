package io.asyncquery.storage.csv;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.Memory;

/** Text, copied byte by byte as it is. */
final class TextWriter implements CellWriter {

  private static final int INLINE_BYTES = 12;

  private final TextCell cell;
  private final Selection rows = new Selection();
  private int longest;

  TextWriter(TextCell cell) {
    this.cell = cell;
  }

  @Override
  public int prepare(ColumnVector vector, int from, int to) {
    // Of the rows with a value alone: the length of a NULL is whatever lies there.
    rows.select(vector.validity(), from, to);
    long entries = ((FlatVector) vector).values().address() + ((long) from << 4);
    int[] values = rows.rows();
    int count = rows.count();
    int most = 0;
    for (int k = 0; k < count; k++) {
      most = Math.max(most, Memory.ALL.get(JAVA_INT_UNALIGNED, entries + ((long) values[k] << 4)));
    }
    longest = most;
    return to;
  }

  @Override
  public long bound() {
    return cell.bound(longest);
  }

  @Override
  public void write(ColumnVector vector, int from, int to, byte[] out, int[] at) {
    rows.select(vector.validity(), from, to);
    int nullLength = 0;
    if (!rows.isAll()) {
      cell.frame().writeNulls(to - from, out, at);
      nullLength = cell.frame().nullCell().length;
    }
    long entries = ((FlatVector) vector).values().address();
    int[] values = rows.rows();
    int count = rows.count();
    for (int k = 0; k < count; k++) {
      int i = values[k];
      at[i] = write(entries + ((long) (from + i) << 4), out, at[i] - nullLength);
    }
  }

  private int write(long entry, byte[] out, int at) {
    int length = Memory.ALL.get(JAVA_INT_UNALIGNED, entry);
    if (length > INLINE_BYTES) {
      return cell.write(Memory.ALL.get(JAVA_LONG_UNALIGNED, entry + 8), length, out, at);
    }
    long address = entry + 4;
    if (length > 8) {
      return cell.write(address, length, out, at);
    }
    // The eight bytes in place, without those behind the text.
    long word = Memory.ALL.get(JAVA_LONG_UNALIGNED, entry + 4);
    long text = length == 8 ? word : word & (1L << (length << 3)) - 1;
    return cell.writeWord(text, address, length, out, at);
  }
}

package io.asyncquery.storage.csv;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.Validity;
import java.lang.foreign.MemorySegment;

/** Text, copied byte by byte as it is. */
final class TextWriter implements CellWriter {

  private static final int INLINE_BYTES = 12;

  private final TextCell cell;

  TextWriter(TextCell cell) {
    this.cell = cell;
  }

  @Override
  public long prepare(ColumnVector vector, int from, int to) {
    FlatVector texts = (FlatVector) vector;
    MemorySegment entries = texts.values();
    boolean allValid = texts.validity().allValid();
    int longest = 0;
    for (int row = from; row < to; row++) {
      // The length of a NULL is whatever lies there.
      if (allValid || !texts.validity().isNull(row)) {
        longest = Math.max(longest, entries.get(JAVA_INT_UNALIGNED, (long) row << 4));
      }
    }
    return cell.bound(longest);
  }

  @Override
  public void write(ColumnVector vector, int from, int to, byte[] out, int[] at) {
    FlatVector texts = (FlatVector) vector;
    MemorySegment entries = texts.values();
    Validity validity = texts.validity();
    boolean allValid = validity.allValid();
    for (int row = from; row < to; row++) {
      int i = row - from;
      at[i] =
          allValid || !validity.isNull(row)
              ? write(entries, (long) row << 4, out, at[i])
              : cell.frame().writeNull(out, at[i]);
    }
  }

  private int write(MemorySegment entries, long entry, byte[] out, int at) {
    int length = entries.get(JAVA_INT_UNALIGNED, entry);
    if (length > INLINE_BYTES) {
      return cell.write(entries.get(JAVA_LONG_UNALIGNED, entry + 8), length, out, at);
    }
    long address = entries.address() + entry + 4;
    if (length > 8) {
      return cell.write(address, length, out, at);
    }
    // The eight bytes in place, without those behind the text.
    long word = entries.get(JAVA_LONG_UNALIGNED, entry + 4);
    long text = length == 8 ? word : word & (1L << (length << 3)) - 1;
    return cell.writeWord(text, address, length, out, at);
  }
}

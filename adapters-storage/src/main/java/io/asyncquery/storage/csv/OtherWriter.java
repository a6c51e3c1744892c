package io.asyncquery.storage.csv;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.storage.text.TextBuffer;
import io.asyncquery.storage.text.ValueText;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Values of the rarer types, and of any type whose values may need quotes: spelled by {@link
 * ValueText} first, then written like text.
 */
final class OtherWriter implements CellWriter {

  /** When this much is spelled, a block ends: values of these types may be large. */
  private static final int ENOUGH_BYTES = 1 << 17;

  private final ValueText text;
  private final TextCell cell;
  private final TextBuffer spelled = TextBuffer.small();
  private final int[] ends = new int[RowEncoder.BLOCK_ROWS];
  private MemorySegment bytes = MemorySegment.NULL;
  private int longest;

  OtherWriter(ColumnType type, TextCell cell) {
    this.text = ValueText.of(type);
    this.cell = cell;
  }

  @Override
  public int prepare(ColumnVector vector, int from, int to) {
    spelled.clear();
    longest = 0;
    int row = from;
    while (row < to && spelled.size() < ENOUGH_BYTES) {
      int start = spelled.size();
      if (!vector.isNull(row)) {
        text.append(vector, row, spelled);
      }
      longest = Math.max(longest, spelled.size() - start);
      ends[row - from] = spelled.size();
      row++;
    }
    return row;
  }

  @Override
  public long bound() {
    return cell.bound(longest);
  }

  @Override
  public void write(ColumnVector vector, int from, int to, byte[] out, int[] at) {
    int end = ends[to - from - 1];
    if (bytes.byteSize() < end) {
      bytes = Arena.ofAuto().allocate(end + (end >> 1L));
    }
    MemorySegment.copy(spelled.array(), 0, bytes, JAVA_BYTE, 0, end);
    int start = 0;
    for (int row = from; row < to; row++) {
      int i = row - from;
      at[i] =
          vector.isNull(row)
              ? cell.frame().writeNull(out, at[i])
              : cell.write(bytes.address() + start, ends[i] - start, out, at[i]);
      start = ends[i];
    }
  }
}

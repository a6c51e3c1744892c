package io.asyncquery.storage.csv;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.storage.text.TextBuffer;
import io.asyncquery.storage.text.ValueText;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Values of the rarer types: spelled by {@link ValueText} first, then written like text. */
final class OtherWriter implements CellWriter {

  private final ValueText text;
  private final TextCell cell;
  private final TextBuffer spelled = TextBuffer.small();
  private final int[] ends = new int[RowEncoder.BLOCK_ROWS];
  private MemorySegment bytes = MemorySegment.NULL;

  OtherWriter(ColumnType type, TextCell cell) {
    this.text = ValueText.of(type);
    this.cell = cell;
  }

  @Override
  public long prepare(ColumnVector vector, int from, int to) {
    spelled.clear();
    int longest = 0;
    for (int row = from; row < to; row++) {
      int start = spelled.size();
      if (!vector.isNull(row)) {
        text.append(vector, row, spelled);
      }
      ends[row - from] = spelled.size();
      longest = Math.max(longest, spelled.size() - start);
    }
    return cell.bound(longest);
  }

  @Override
  public void write(ColumnVector vector, int from, int to, byte[] out, int[] at) {
    int end = ends[to - from - 1];
    if (bytes.byteSize() < end) {
      bytes = Arena.ofAuto().allocate(end + (end >> 1));
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
